/** What was typed into a box of a form; '' where it has none of that name. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

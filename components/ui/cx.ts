/**
 * Joins class names, leaving out what is not there. It does not resolve conflicts: a class that a component sets
 * itself cannot be overruled by one that is handed in.
 */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** What both forms say, from the catalogue. */
export interface AuthWords {
  email: string
  password: string
  showPassword: string
  hidePassword: string
  submit: string
  submitting: string
  errorEmail: string
  errorCredentials: string
  errorThrottled: string
  errorUnreachable: string
}

/** An address has something on both sides of its @; more only the server can know. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}

/** Puts the person where the first mistake is. */
export function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLElement) field.focus()
}

import { textOf } from '../ui/text-of'

/** What was typed into a field of a form; '' where it has none of that name. */
export const typedIn = (form: FormData, name: string): string => textOf(form, name).trim()

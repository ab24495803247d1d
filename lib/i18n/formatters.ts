/** A person's language and zone, with the ways in which the app writes: some dozens; a stranger may ask for any zone. */
const MOST_KEPT = 500

/**
 * Intl's formatters take a hundred times as long to make as to use: those in use are kept, in this process or page. The
 * ones made first go where there are too many. @throws RangeError what the constructor throws, each time
 */
function kept<Options extends object, Formatter>(
  make: (locale: string, options: Options | undefined) => Formatter,
): (locale: string, options?: Options) => Formatter {
  const known = new Map<string, Formatter>()
  return (locale, options) => {
    const key = options === undefined ? locale : `${locale} ${JSON.stringify(options)}`
    const found = known.get(key)
    if (found) return found
    const made = make(locale, options)
    const [oldest] = known.keys()
    if (oldest !== undefined && known.size >= MOST_KEPT) known.delete(oldest)
    known.set(key, made)
    return made
  }
}

/** `Intl.DateTimeFormat`, kept. */
export const dateTimeFormat = kept(
  (locale, options: Intl.DateTimeFormatOptions | undefined) => new Intl.DateTimeFormat(locale, options),
)

/** `Intl.NumberFormat`, kept. */
export const numberFormat = kept(
  (locale, options: Intl.NumberFormatOptions | undefined) => new Intl.NumberFormat(locale, options),
)

/** `Intl.ListFormat`, kept. */
export const listFormat = kept(
  (locale, options: Intl.ListFormatOptions | undefined) => new Intl.ListFormat(locale, options),
)

/** `Intl.RelativeTimeFormat`, kept. */
export const relativeTimeFormat = kept(
  (locale, options: Intl.RelativeTimeFormatOptions | undefined) =>
    new Intl.RelativeTimeFormat(locale, options),
)

/** `Intl.PluralRules`, kept. */
export const pluralRules = kept(
  (locale, options: Intl.PluralRulesOptions | undefined) => new Intl.PluralRules(locale, options),
)

/** `Intl.DisplayNames`, kept. */
export const displayNames = kept(
  (locale, options: Intl.DisplayNamesOptions = { type: 'language' }) =>
    new Intl.DisplayNames(locale, options),
)

/** As many characters as a person's name for recurring payments may have. */
export const STREAM_TITLE_MAX = 80

import localFont from 'next/font/local'

/*
 * Asked for together with the stylesheet. Where they come too late for the first paint the page keeps the local faces of
 * app/globals.css, and nothing moves; the next page has them at once. Letters of other languages are fetched by pages
 * that have some. The constants name the families: a name that a system has for one of its own, such as `sans`, would
 * bring that one instead.
 */

const instrumentSans = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  display: 'optional',
  variable: '--font-instrument-sans',
  adjustFontFallback: false,
})

const instrumentSansMore = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2',
  weight: '400 700',
  display: 'optional',
  preload: false,
  variable: '--font-instrument-sans-more',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})

const newsreader = localFont({
  src: '../node_modules/@fontsource/newsreader/files/newsreader-latin-400-normal.woff2',
  weight: '400',
  display: 'optional',
  variable: '--font-newsreader',
  adjustFontFallback: false,
})

const newsreaderMore = localFont({
  src: '../node_modules/@fontsource/newsreader/files/newsreader-latin-ext-400-normal.woff2',
  weight: '400',
  display: 'optional',
  preload: false,
  variable: '--font-newsreader-more',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})

/** The classes that tell a page's root of the faces by which app/globals.css names its two families. */
export const fontClasses = [instrumentSans, instrumentSansMore, newsreader, newsreaderMore]
  .map(({ variable }) => variable)
  .join(' ')

/** The emulator's mark, a plug that is a boat: what a browser shows for its pages. */
export const pageIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5f6b"/><g fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"><path d="M12 6.5V13M20 6.5V13M5.5 16.5h21"/></g><path fill="#fff" d="M8 19.5h16c-.8 3.2-3.2 5.1-6.4 5.6v2.4h-3.2v-2.4c-3.2-.5-5.6-2.4-6.4-5.6Z"/></svg>'

/** The mark as an address, for pages that name it themselves. */
export const pageIconUrl = `data:image/svg+xml,${encodeURIComponent(pageIcon)}`

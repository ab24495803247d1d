/** Where the app serves its emulator: to Link's stand-in in the browser, and to who controls it. */
export const EMULATOR_PREFIX = '/plaid-emulator'

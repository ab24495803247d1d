/** Of Unicode's private use area: where the numbers done, total and changed stand in a sentence. */
export const RUN_SLOTS = ['\uE001', '\uE002', '\uE003'] as const

/** Where the present moment comes from; handed in, so that a test can say what time it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** Bundles of one process each have their own copy of a module; they share one time. */
const shared = globalThis as typeof globalThis & { evenkeelClockAheadMs?: number }

/** How far the app's clock is ahead of the system's, in milliseconds: not at all, but with pretend banks. */
export function clockAheadMs(): number {
  return shared.evenkeelClockAheadMs ?? 0
}

export function setClockAhead(ms: number): void {
  shared.evenkeelClockAheadMs = ms
}

/** The app's own time: the system's, or that of the emulator, which can be moved ahead to live through days. */
export const appClock: Clock = { now: () => new Date(Date.now() + clockAheadMs()) }

import { randomUUID } from 'node:crypto'

/**
 * A UUID of version 7: its first 48 bits are the moment in milliseconds, so that new rows stand side by side in an
 * index; the rest is random.
 */
export function newId(at: Date): string {
  const moment = at.getTime().toString(16).padStart(12, '0')
  // Node takes random bytes for many UUIDs at once: a sync makes thousands.
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${randomUUID().slice(15)}`
}

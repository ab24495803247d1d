import type { SealingKey } from './seal'

/** Reads a ring of keys, `id:base64,id2:base64`: the first one seals. What is wrong with it is added to `problems`. */
export function parseKeyRing(value: string, problems: string[]): SealingKey[] {
  const ring: SealingKey[] = []
  for (const entry of value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const colon = entry.indexOf(':')
    const id = entry.slice(0, Math.max(0, colon))
    const key = Buffer.from(entry.slice(colon + 1), 'base64')
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id) || key.length !== 32) {
      problems.push(
        'TOKEN_ENCRYPTION_KEYS must be a list of id:key, each key 32 bytes in base64; make one with: echo "k1:$(openssl rand -base64 32)"',
      )
      return []
    }
    if (ring.some((known) => known.id === id))
      problems.push(`TOKEN_ENCRYPTION_KEYS names the key "${id}" twice; give each its own id`)
    ring.push({ id, key })
  }
  return ring
}

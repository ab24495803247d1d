/** The key pair by which push services of browsers know an installation, base64url, and how they reach whoever runs it. */
interface VapidSettings {
  publicKey: string
  privateKey: string
  subject: string
}

const HOW = 'npx web-push generate-vapid-keys'

/**
 * Reads the pair of the environment; null without one. A pair needs an address of whoever sends: where none is given
 * that is the app's own, if it is one that others can open.
 *
 * @param problems what is wrong is added here, in words.
 */
export function parseVapidKeys(
  raw: Readonly<
    Partial<Record<'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY' | 'VAPID_SUBJECT', string | undefined>>
  >,
  origin: string,
  problems: string[],
): VapidSettings | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: given } = raw
  if (!publicKey && !privateKey) return null
  if (!publicKey || !privateKey) {
    problems.push(`VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY belong together; make both with: ${HOW}`)
    return null
  }
  const bytes = (key: string) => (/^[\w-]+$/.test(key) ? Buffer.from(key, 'base64url').length : 0)
  if (bytes(publicKey) !== 65 || bytes(privateKey) !== 32) {
    problems.push(`VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY must be a pair as made with: ${HOW}`)
    return null
  }
  const subject = given ?? (origin.startsWith('https://') ? origin : 'mailto:evenkeel@evenkeel.local')
  if (!/^(mailto:.+@.+|https:\/\/.+)$/.test(subject))
    problems.push('VAPID_SUBJECT must be an address of yours, such as mailto:me@example.org')
  return { publicKey, privateKey, subject }
}

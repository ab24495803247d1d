import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Sealed once per process, so that a sign-in with an unknown e-mail takes as long as one with a known one. */
let decoy: Promise<string> | undefined

/** The argon2id hash of a password, with its salt and parameters in one text. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

/** Whether the password is the one that was hashed. With no hash it takes the same time and answers false. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  if (passwordHash === null) {
    decoy ??= hashPassword('decoy')
    await verify(await decoy, password)
    return false
  }
  return verify(passwordHash, password)
}

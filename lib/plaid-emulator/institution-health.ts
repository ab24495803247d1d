import { z } from 'zod'
import { type Context, findDocument } from './context'
import { loginFailure } from './errors'
import { type Institution, type InstitutionHealth, institutionHealths } from './world/institution'

const healthSchema = z.object({ health: z.enum(institutionHealths) })
const keyOf = (institutionId: string) => `institution-health/${institutionId}`

/** How an institution is now: as somebody has set it, or as it is by itself. */
export async function healthOf(context: Context, institution: Institution): Promise<InstitutionHealth> {
  const stored = await findDocument(context.store, keyOf(institution.id), healthSchema)
  return stored?.value.health ?? institution.health
}

/** What calls that ask the bank itself meet while it is not well. */
const liveErrors: Record<Exclude<InstitutionHealth, 'HEALTHY'>, string> = {
  DEGRADED: 'INSTITUTION_NOT_RESPONDING',
  DOWN: 'INSTITUTION_DOWN',
  UNSUPPORTED: 'INSTITUTION_NO_LONGER_SUPPORTED',
}

/** The failure of a call that asks the bank itself, and not what was learned before; none while the bank is well. */
export async function refuseWhileUnwell(context: Context, institution: Institution): Promise<void> {
  const health = await healthOf(context, institution)
  if (health !== 'HEALTHY') throw loginFailure(liveErrors[health])
}

/** The failure of linking a bank that cannot be reached at all; a degraded one can. */
export async function refuseWhileUnreachable(context: Context, institution: Institution): Promise<void> {
  const health = await healthOf(context, institution)
  if (health === 'DOWN' || health === 'UNSUPPORTED') throw loginFailure(liveErrors[health])
}

/** Makes an institution healthy, degraded, down or unsupported, until it is set again. */
export async function setHealth(
  context: Context,
  institution: Institution,
  health: InstitutionHealth,
): Promise<void> {
  await context.store.write([{ key: keyOf(institution.id), value: { health } }])
}

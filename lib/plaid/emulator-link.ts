import { z } from 'zod'

const started = z.object({ link_session_id: z.string() })
const found = z.object({ institutions: z.array(z.object({ institution_id: z.string() })) })
const shared = {
  public_token: z.string(),
  institution: z.object({ institution_id: z.string(), name: z.string() }),
  accounts: z.array(z.object({ name: z.string(), mask: z.string().nullable() })),
}
const finished = z.object(shared)
const signedIn = z.discriminatedUnion('step', [
  z.object({ step: z.literal('accounts'), accounts: z.array(z.object({ id: z.string() })) }),
  z.object({ step: z.literal('done'), ...shared }),
])
const startedUpdate = started.extend({ institution: z.object({ institution_id: z.string() }) })

/** What Link hands over, as from a browser. */
export interface LinkVisit {
  publicToken: string
  linkSessionId: string
  institution: { id: string; name: string }
  accounts: { name: string; mask: string | null }[]
}

/**
 * Walks through the emulator's Link without a browser: finds an institution by its name, signs in with the good
 * credentials, and shares every account. In update mode the institution is given: pass null.
 *
 * @throws Error when the emulator refuses a step.
 */
export async function visitLinkOf(
  emulator: (request: Request) => Promise<Response>,
  linkToken: string,
  institutionName: string | null,
): Promise<LinkVisit> {
  async function step<Shape>(name: string, shape: z.ZodType<Shape>, body: object): Promise<Shape> {
    const response = await emulator(
      new Request(`http://127.0.0.1/link-session/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ link_token: linkToken, ...body }),
      }),
    )
    if (!response.ok)
      throw new Error(`The emulator refused the step "${name}" of Link with ${response.status}`)
    return shape.parse(await response.json())
  }

  async function institutionId(session: { link_session_id: string }): Promise<string> {
    const { institutions } = await step('institutions', found, { ...session, query: institutionName ?? '' })
    const [first] = institutions
    if (!first) throw new Error(`The emulator has no institution named "${institutionName}"`)
    return first.institution_id
  }

  const begun = await step('start', institutionName === null ? startedUpdate : started, {})
  const session = { link_session_id: begun.link_session_id }
  const institution_id =
    'institution' in begun
      ? startedUpdate.parse(begun).institution.institution_id
      : await institutionId(session)
  const login = { ...session, institution_id, username: 'user_good', password: 'pass_good' }
  const answer = await step('credentials', signedIn, login)
  const done =
    answer.step === 'done'
      ? answer
      : await step('finish', finished, { ...session, account_ids: answer.accounts.map(({ id }) => id) })
  return {
    publicToken: done.public_token,
    linkSessionId: session.link_session_id,
    institution: { id: done.institution.institution_id, name: done.institution.name },
    accounts: done.accounts.map(({ name, mask }) => ({ name, mask })),
  }
}

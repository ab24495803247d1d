import type { z } from 'zod'
import type { Context } from './context'
import { parseRequest } from './validation'
import type { Wire } from './wire'

/** Who is asking: the API keys' client id. */
export interface Caller {
  clientId: string
}

/** An answer as Plaid's SDK types it; `request_id` is added to every one. */
export type Answer<Response> = Omit<Wire<Response>, 'request_id'>

export interface Route {
  path: string
  /** Answers without credentials, as Plaid does where no customer's data are concerned. */
  isOpen?: boolean
  answer(context: Context, caller: Caller, body: unknown): Promise<object>
}

/** `unknown` where `Taken` has every field of `Sent` and takes all of its values, else `never`. */
type TakesAll<Sent, Taken> = keyof Sent extends keyof Taken ? (Sent extends Taken ? unknown : never) : never

/**
 * Binds one of Plaid's paths to its handler. `Req` and `Res` are the SDK's types of the call: the schema must accept
 * whatever the SDK can send, and the handler must give all that the response type demands.
 */
export function route<Req, Res>() {
  return <Schema extends z.ZodType>(
    path: string,
    schema: Schema & TakesAll<Wire<Req>, z.input<Schema>>,
    handle: (context: Context, request: z.infer<Schema>, caller: Caller) => Promise<Answer<Res>>,
  ): Route => ({
    path,
    answer: async (context, caller, body) => handle(context, parseRequest(schema, body), caller),
  })
}

import { z } from 'zod'
import { parseRequest } from '../validation'
import type { ControlRoute } from './route'

const logRequest = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number from 1 to 1000')
    .transform(Number)
    .pipe(z.number().max(1000))
    .optional(),
})

/** The last requests and webhooks, newest first. */
export const logControl: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: /^\/log$/,
    answer: async ({ requestLog }, _groups, query) =>
      requestLog.read(parseRequest(logRequest, query).limit ?? 100),
  },
]

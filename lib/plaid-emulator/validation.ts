import type { z } from 'zod'
import { failure, invalidField, type PlaidFailure } from './errors'

type Issue = z.core.$ZodIssue

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.')

const expectations: Record<string, string> = {
  string: 'a non-empty string',
  number: 'a number',
  int: 'an integer',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
}

function invalidMessage(issue: Issue): string {
  const name = pathOf(issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${expectations[issue.expected] ?? issue.expected}`
    case 'too_small':
      if (issue.origin === 'string') return `${name} must be a non-empty string`
      if (issue.origin === 'array') return `${name} must not be empty`
      return `${name} must be greater than or equal to ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `${name} must be at most ${issue.maximum} characters`
      if (issue.origin === 'array') return `${name} must have at most ${issue.maximum} elements`
      return `${name} must be less than or equal to ${issue.maximum}`
    case 'invalid_value':
      return `${name} must be one of: ${issue.values.map(String).join(', ')}`
    default:
      return issue.message === 'Invalid input' ? `${name} is not a valid value` : `${name} ${issue.message}`
  }
}

/** Is a field, named by its path, absent from the request? */
function isMissing(body: unknown, path: readonly PropertyKey[]): boolean {
  let value = body
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false
    value = Reflect.get(value, step)
  }
  return value === undefined
}

/**
 * Plaid's answer to a request that does not fit: MISSING_FIELDS names all that is absent, UNKNOWN_FIELDS all that is
 * too much, INVALID_FIELD the first that is wrong.
 */
export function validationFailure(issues: readonly Issue[], body: unknown): PlaidFailure {
  const missing = issues.filter(({ path }) => path.length > 0 && isMissing(body, path))
  if (missing.length > 0) {
    const names = [...new Set(missing.map(({ path }) => pathOf(path)))].join(', ')
    return failure('INVALID_REQUEST', 'MISSING_FIELDS', `the following required fields are missing: ${names}`)
  }
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => pathOf([...issue.path, key])) : [],
  )
  if (unknown.length > 0) {
    return failure(
      'INVALID_REQUEST',
      'UNKNOWN_FIELDS',
      `the following fields are not recognized by this endpoint: ${unknown.join(', ')}`,
    )
  }
  const [first] = issues
  return invalidField(first === undefined ? 'the request is not valid' : invalidMessage(first))
}

/** Parses a request's body, or fails the way Plaid does. */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw validationFailure(parsed.error.issues, body)
  return parsed.data
}

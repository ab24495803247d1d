import { DriverAdapterError } from '@prisma/driver-adapter-utils'

/** PostgreSQL's own words and code, in the form in which Prisma's engines pass errors on. */
export function toDriverError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const text = (key: string) => {
    const value: unknown = Reflect.get(error, key)
    return typeof value === 'string' ? value : undefined
  }
  return new DriverAdapterError({
    kind: 'postgres',
    code: error.code,
    severity: text('severity') ?? 'ERROR',
    message: error.message,
    detail: text('detail'),
    column: text('column'),
    hint: text('hint'),
    originalCode: error.code,
    originalMessage: error.message,
  })
}

import pino from 'pino'

/** Where secrets could hide in an object that somebody logs; they are cut out, not masked by eye. */
const SECRET_PATHS = [
  'accessToken',
  'publicToken',
  'linkToken',
  'secret',
  'password',
  'token',
  'authorization',
  'cookie',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** Read here as well: what refuses the environment has to be able to say so. A level that pino does not know is refused there. */
function levelOf(level: string | undefined): string {
  return level && (level in pino.levels.values || level === 'silent') ? level : 'info'
}

/** JSON lines on standard output. Log ids, codes and counts; never a request, a response or a raw error of the SDK. */
export const logger = pino({
  level: levelOf(process.env.LOG_LEVEL),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRET_PATHS, remove: true },
})

export type Logger = Pick<typeof logger, 'info' | 'warn' | 'error'>

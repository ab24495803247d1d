import { fail, ok, type Result } from '@/lib/result'
import { MOST_BYTES } from './read-table'
import { type ImportSettings, importSettingsSchema } from './schema'

/** Room for the settings before the file. */
const MOST_UPLOAD = MOST_BYTES + 1024 * 1024
const NEWLINE = 10

export interface Upload {
  settings: ImportSettings
  bytes: Uint8Array
}

/** What `writeUpload` wrote: the settings as a line of JSON and then the file, compressed. Never more of it than allowed. */
export async function readUpload(request: Request): Promise<Result<Upload, 'INVALID' | 'TOO_LARGE'>> {
  if (!request.body) return fail('INVALID')
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // What it is compressed to says nothing of how large it is.
    for await (const chunk of request.body.pipeThrough(new DecompressionStream('gzip'))) {
      size += chunk.byteLength
      if (size > MOST_UPLOAD) return fail('TOO_LARGE')
      chunks.push(chunk)
    }
  } catch {
    return fail('INVALID')
  }
  const all = new Uint8Array(Buffer.concat(chunks))
  const end = all.indexOf(NEWLINE)
  if (end < 0) return fail('INVALID')
  const read = importSettingsSchema.safeParse(toJson(new TextDecoder().decode(all.subarray(0, end))))
  if (!read.success) return fail('INVALID')
  const bytes = all.subarray(end + 1)
  return bytes.byteLength > MOST_BYTES ? fail('TOO_LARGE') : ok({ settings: read.data, bytes })
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

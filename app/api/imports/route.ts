import { findUser } from '@/lib/auth/session'
import { takeFile } from '@/lib/imports/intake'
import { readUpload } from '@/lib/imports/read-upload'

export const maxDuration = 120

/**
 * Takes a file of transactions, to look at it or to store it. A route and no action, whose body may not be as large. It
 * comes compressed, as a type that no other site can send with the person's cookie.
 */
export async function POST(request: Request): Promise<Response> {
  const person = await findUser()
  if (!person) return Response.json({ ok: false, code: 'UNAUTHORIZED' }, { status: 401 })
  if (request.headers.get('content-type') !== 'application/gzip')
    return Response.json({ ok: false, code: 'INVALID' }, { status: 415 })
  const upload = await readUpload(request)
  if (!upload.ok) return Response.json(upload, { status: upload.code === 'TOO_LARGE' ? 413 : 400 })
  const { bytes, settings } = upload.value
  const result = await takeFile(person, bytes, settings)
  const status = result.ok ? 200 : result.code === 'NOT_FOUND' ? 404 : 422
  return Response.json(result, { status, headers: { 'cache-control': 'no-store' } })
}

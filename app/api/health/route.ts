import { runtime } from '@/lib/runtime'

/** Whether this process answers and reaches its database. */
export async function GET(): Promise<Response> {
  try {
    const { db } = await runtime()
    await db.executeSql('SELECT 1')
    return Response.json({ status: 'ok' })
  } catch {
    return Response.json({ status: 'unavailable' }, { status: 503 })
  }
}

import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const trace = z.object({ files: z.array(z.string()) })

/**
 * How much a route of a build can load: all that its trace names, and the route itself. It is what a host packs into a
 * function, and more than what one request reads.
 *
 * @param file the trace beside the route: `….js.nft.json`. @returns bytes.
 */
export async function tracedBytes(file: string): Promise<number> {
  const { files } = trace.parse(JSON.parse(await readFile(file, 'utf8')))
  const all = [
    file.replace(/\.nft\.json$/, ''),
    ...files.map((name) => path.resolve(path.dirname(file), name)),
  ]
  const sizes = await Promise.all(
    [...new Set(all)].map(async (one) => {
      const found = await stat(one).catch(() => null)
      return found?.isFile() ? found.size : 0
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

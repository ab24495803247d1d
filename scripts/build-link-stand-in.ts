import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, version } from 'esbuild'

const thisFile = fileURLToPath(import.meta.url)
const linkFolder = path.resolve(path.dirname(thisFile), '../lib/plaid-emulator/link')
const clientFolder = path.join(linkFolder, 'client')
const target = path.join(linkFolder, 'bundle.generated.ts')

/**
 * Bundles the browser stand-in for Plaid Link into `lib/plaid-emulator/link/bundle.generated.ts`, as a string that
 * the emulator serves. Does nothing when the bundle was made of the same sources. Throws esbuild's error when
 * they do not build.
 */
export async function buildLinkStandIn(): Promise<void> {
  const stamp = `// inputs: ${await inputsHash()}`
  if (existsSync(target) && (await readFile(target, 'utf8')).startsWith(stamp)) return
  const result = await build({
    entryPoints: [path.join(clientFolder, 'index.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // Whatever encoding the page that includes the script is read in.
    charset: 'ascii',
    legalComments: 'none',
    write: false,
  })
  const code = result.outputFiles[0]?.text
  if (code === undefined) throw new Error('esbuild made no output for the Link stand-in')
  const source = `${stamp}\n/** The Link stand-in, as the browser runs it. */\nexport const linkStandIn: string = ${JSON.stringify(code)}\n`
  // Two commands may build at once; a rename shows each of them a whole file.
  const draft = `${target}.${process.pid}`
  await writeFile(draft, source)
  await rename(draft, target)
}

async function inputsHash(): Promise<string> {
  const names = await readdir(clientFolder, { recursive: true })
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()
  const hash = createHash('sha256').update(version)
  hash.update(await readFile(thisFile))
  for (const name of sources) {
    hash.update(name.replaceAll(path.sep, '/')).update('\0')
    hash.update(await readFile(path.join(clientFolder, name))).update('\0')
  }
  return hash.digest('hex')
}

const executed = process.argv[1]
if (executed !== undefined && existsSync(executed)) {
  realpath(executed)
    .then((file) => (file === thisFile ? buildLinkStandIn() : undefined))
    .catch((cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
      process.exitCode = 1
    })
}

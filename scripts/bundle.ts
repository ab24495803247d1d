import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin, transform, version } from 'esbuild'

/** A module of strings, each of which the emulator serves to a browser as one file. */
export interface BrowserBundle {
  /** What it is, as a failure names it. */
  title: string
  /** The script that asks for it; part of what the result depends on. */
  script: string
  /** The files and folders that it is made of. */
  sources: readonly string[]
  /** The module to write. */
  target: string
  /** Each exported string: its name, what it is, and the file that it begins with (`.ts` or `.css`). */
  exports: readonly { name: string; says: string; entry: string }[]
}

const browsers = ['chrome123', 'firefox121', 'safari17.5']

/** Minifies a style sheet that a script carries as a text, in the `styles` of a module called so. */
const smallStyles: Plugin = {
  name: 'small-styles',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]styles\.ts$/ }, async ({ path: file }) => {
      const { styles }: Record<string, unknown> = await import(pathToFileURL(file).href)
      if (typeof styles !== 'string') throw new Error(`${file} exports no styles`)
      const { code } = await transform(styles, { loader: 'css', minify: true, target: browsers })
      return { contents: `export const styles = ${JSON.stringify(code.trim())}`, loader: 'js' }
    })
  },
}

/** Writes the module, unless it was made of the same sources. Throws esbuild's error when they do not build. */
export async function bundleForBrowser({ title, script, sources, target, exports }: BrowserBundle) {
  const stamp = `// inputs: ${await hashOf([script, fileURLToPath(import.meta.url), ...sources])}`
  if (existsSync(target) && (await readFile(target, 'utf8')).startsWith(stamp)) return
  const lines = await Promise.all(
    exports.map(async ({ name, says, entry }) => {
      const result = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        format: 'iife',
        platform: 'browser',
        target: browsers,
        plugins: [smallStyles],
        // Whatever encoding the page that includes the script is read in.
        charset: 'ascii',
        legalComments: 'none',
        write: false,
      })
      const code = result.outputFiles[0]?.text
      if (code === undefined) throw new Error(`esbuild made no output for ${title}`)
      return `/** ${says} */\nexport const ${name}: string = ${JSON.stringify(code)}\n`
    }),
  )
  // Two commands may build at once; a rename shows each of them a whole file.
  const draft = `${target}.${process.pid}`
  await writeFile(draft, [stamp, ...lines].join('\n'))
  await rename(draft, target)
}

/** Does the work when the file was started as a program, and nothing when it was imported. */
export function whenExecuted(file: string, work: () => Promise<void>): void {
  const executed = process.argv[1]
  if (executed === undefined || !existsSync(executed)) return
  realpath(executed)
    .then((started) => (started === file ? work() : undefined))
    .catch((cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
      process.exitCode = 1
    })
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(version)
  for (const source of sources) {
    for (const file of await filesOf(source)) {
      hash.update(path.relative(source, file).replaceAll(path.sep, '/')).update('\0')
      hash.update(await readFile(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

async function filesOf(source: string): Promise<string[]> {
  if (!(await stat(source)).isDirectory()) return [source]
  const names = await readdir(source, { recursive: true })
  return names
    .filter((name) => /\.(ts|css)$/.test(name) && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.join(source, name))
}

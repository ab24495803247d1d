import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { copyRepository } from './deployment.mjs'
import { hashOfBuild, mustRun, root, step } from './setup.mjs'

/** What the framework, the session and the frame around every page cost: nothing else is on it. */
const EMPTY = 'export default function Empty() {\n  return <h1>Empty</h1>\n}\n'
const PAGE = 'app/(app)/empty/page.tsx'

/**
 * A production build of the same app with one page more, which nobody needs but who measures: made in a copy of the
 * repository in the temporary folder, and kept there until something of it changes.
 *
 * @returns {Promise<string>} the copy's folder
 */
export async function ensureBenchSite() {
  const owner = createHash('sha256').update(root).digest('hex').slice(0, 8)
  const hash = createHash('sha256')
    .update(await hashOfBuild())
    .update(EMPTY)
    .digest('hex')
    .slice(0, 16)
  const prefix = `evenkeel-bench-site-${owner}-`
  const site = path.join(os.tmpdir(), `${prefix}${hash}`)
  if (existsSync(path.join(site, '.next/evenkeel-build.json'))) return site
  for (const name of await readdir(os.tmpdir())) {
    if (name.startsWith(prefix)) await rm(path.join(os.tmpdir(), name), { recursive: true, force: true })
  }
  await step('Building the app with an empty page more', async () => {
    await copyRepository(site)
    await mkdir(path.join(site, path.dirname(PAGE)), { recursive: true })
    await writeFile(path.join(site, PAGE), EMPTY)
    await mustRun('The build failed.', process.execPath, ['scripts/build.mjs'], { cwd: site, quiet: true })
  })
  return site
}

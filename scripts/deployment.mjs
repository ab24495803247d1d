import { chmod, cp, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { hasHostBuild, hostEnvironment, Refusal, root, run, say } from './setup.mjs'

// What a host makes of the repository: a copy without anything that is kept or generated here, built as Vercel builds
// it, and run by somebody who may read it and no more.

/** What a checkout has and a repository has not, besides files whose name begins with .env */
const notInRepository = new Set([
  '.git',
  '.next',
  '.data',
  'node_modules',
  'test-results',
  'playwright-report',
  'coverage',
  'next-env.d.ts',
  'tsconfig.tsbuildinfo',
  'lib/db/generated',
  'lib/plaid-emulator/link/bundle.generated.ts',
  'lib/plaid-emulator/console/bundle.generated.ts',
])
const asRoot = process.getuid?.() === 0

/**
 * Copies the repository with its installed packages into `site`, built with VERCEL=1 and nothing else said: no secret,
 * no database, no .env file. Where that build was made of the same files already, it is taken. Afterwards everything can
 * be read by everybody and written by nobody but root.
 *
 * @param {string} site a folder that does not exist yet
 * @throws {Refusal} when the build fails
 */
export async function makeDeployment(site) {
  process.umask(0o022)
  await copyRepository(site)
  const isBuilt = await hasHostBuild()
  if (isBuilt) {
    const made = path.join(root, '.next')
    const filter = (source) => path.relative(made, source) !== 'cache'
    await cp(made, path.join(site, '.next'), { recursive: true, verbatimSymlinks: true, filter })
  }
  await readable(site)
  const code = await run('npm', ['run', '--silent', isBuilt ? 'generate' : 'build'], {
    cwd: site,
    env: hostEnvironment(),
  })
  if (code !== 0) throw new Refusal('The build with VERCEL=1 failed.')
  // Root does not run it, so it is enough that the files are root's.
  if (!asRoot) await run('chmod', ['-R', 'a-w', site], { cwd: site })
}

/**
 * Copies the repository with its installed packages, and nothing that is kept, built or generated here.
 *
 * @param {string} site a folder that does not exist yet
 */
export async function copyRepository(site) {
  await cp(root, site, {
    recursive: true,
    filter: (source) => {
      const name = path.relative(root, source).replaceAll(path.sep, '/')
      return !notInRepository.has(name) && !(name.startsWith('.env') && name !== '.env.example')
    },
  })
  await copyPackages(path.join(site, 'node_modules'))
}

/**
 * A second name for each file instead of a second file, where an ordinary user may read them and they may stay as they
 * are; otherwise copies, which takes half a minute longer.
 */
async function copyPackages(target) {
  const source = path.join(root, 'node_modules')
  const { mode } = await stat(path.join(source, 'next/package.json'))
  const linked = asRoot && (mode & 0o004) !== 0 && process.platform === 'linux'
  if (!linked || (await run('cp', ['-al', source, target], { quiet: true })) !== 0) {
    say('Copying node_modules')
    await mkdir(target, { recursive: true })
    await cp(source, target, { recursive: true, verbatimSymlinks: true, force: true })
    await run('chmod', ['-R', 'a+rX', target])
  }
  // What was made here is made anew there.
  await run('rm', ['-rf', path.join(target, '.cache')])
}

/** Lets everybody read what was copied, whatever the umask was when it was checked out. */
async function readable(folder) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) await readable(name)
    else await chmod(name, (await stat(name)).mode & 0o100 ? 0o755 : 0o644)
  }
}

/**
 * How to run a program as an ordinary user: as `nobody` where this is root, else as oneself.
 *
 * @param {string[]} words the program and its arguments
 * @returns {[string, string[]]} for spawn
 */
export function asOrdinaryUser([program = '', ...args]) {
  if (!asRoot) return [program, args]
  return ['setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', '--', program, ...args]]
}

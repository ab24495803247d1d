import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleForBrowser, whenExecuted } from './bundle'

const thisFile = fileURLToPath(import.meta.url)
const emulatorFolder = path.resolve(path.dirname(thisFile), '../lib/plaid-emulator')
const consoleFolder = path.join(emulatorFolder, 'console')
const clientFolder = path.join(consoleFolder, 'client')

/**
 * Bundles the emulator's console into `lib/plaid-emulator/console/bundle.generated.ts`, as the script and the
 * stylesheet that the emulator serves. Does nothing when they were made of the same sources. Throws esbuild's error
 * when they do not build.
 */
export function buildConsole(): Promise<void> {
  return bundleForBrowser({
    title: 'the console',
    script: thisFile,
    sources: [
      clientFolder,
      ...['dom.ts', 'fields.ts'].map((file) => path.join(emulatorFolder, 'link/client', file)),
    ],
    target: path.join(consoleFolder, 'bundle.generated.ts'),
    exports: [
      {
        name: 'consoleScript',
        says: "The console's script, as the browser runs it.",
        entry: path.join(clientFolder, 'index.ts'),
      },
      {
        name: 'consoleStyles',
        says: "The console's stylesheet.",
        entry: path.join(clientFolder, 'styles/console.css'),
      },
    ],
  })
}

whenExecuted(thisFile, buildConsole)

import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleForBrowser, whenExecuted } from './bundle'

const thisFile = fileURLToPath(import.meta.url)
const linkFolder = path.resolve(path.dirname(thisFile), '../lib/plaid-emulator/link')
const clientFolder = path.join(linkFolder, 'client')

/**
 * Bundles the browser stand-in for Plaid Link into `lib/plaid-emulator/link/bundle.generated.ts`, as a string that
 * the emulator serves. Does nothing when the bundle was made of the same sources. Throws esbuild's error when
 * they do not build.
 */
export function buildLinkStandIn(): Promise<void> {
  return bundleForBrowser({
    title: 'the Link stand-in',
    script: thisFile,
    sources: [clientFolder],
    target: path.join(linkFolder, 'bundle.generated.ts'),
    exports: [
      {
        name: 'linkStandIn',
        says: 'The Link stand-in, as the browser runs it.',
        entry: path.join(clientFolder, 'index.ts'),
      },
    ],
  })
}

whenExecuted(thisFile, buildLinkStandIn)

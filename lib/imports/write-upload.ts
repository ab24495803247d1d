import type { ImportSettings } from './schema'

/** The body of a request with a file and what is to be done with it, as `readUpload` takes it. */
export function writeUpload(bytes: Uint8Array<ArrayBuffer>, settings: ImportSettings): Promise<ArrayBuffer> {
  const whole = new Blob([`${JSON.stringify(settings)}\n`, bytes])
  return new Response(whole.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

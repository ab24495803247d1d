import { type Agent, request } from 'node:http'

/**
 * Asks for a page as a browser does, and reads the answer to its end.
 *
 * @returns how long that took, in milliseconds. @throws Error where it is not answered with 200, or nobody listens.
 */
export function ask(url: string, path: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const headers = { cookie, accept: 'text/html', 'accept-encoding': 'gzip' }
    const asked = request(`${url}${path}`, { agent, headers }, (answer) => {
      answer.once('error', reject)
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - started)
        else reject(new Error(`${path} was answered ${answer.statusCode}`))
      })
      answer.resume()
    })
    asked.once('error', reject)
    asked.end()
  })
}

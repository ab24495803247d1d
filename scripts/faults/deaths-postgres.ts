import pg from 'pg'
import { aside, type Life, lifeOfCaller } from './deaths'

type Ask = (this: unknown, ...args: unknown[]) => unknown

/** Whose a connection is while it is checked out: of a process, or of nobody. */
const owners = new WeakMap<object, Life>()

const textOf = (asked: unknown): string => {
  const text: unknown = typeof asked === 'string' ? asked : Reflect.get(Object(asked), 'text')
  return typeof text === 'string' ? text.trim().toUpperCase() : ''
}

/**
 * Makes every statement that this process sends to a PostgreSQL a wait of the process of the app that asks for it.
 * What is left open by one that died is rolled back, as the server does when a connection breaks.
 */
export function makePostgresMortal(): void {
  replace(
    pg.Pool.prototype,
    'query',
    (ask) =>
      function (this: unknown, ...args) {
        const life = lifeOfCaller()
        const send = async () => ask.apply(this, args)
        return life ? life.wait(() => aside(send)) : ask.apply(this, args)
      },
  )
  replace(
    pg.Pool.prototype,
    'connect',
    (connect) =>
      function (this: unknown, ...args) {
        const life = lifeOfCaller()
        if (!life || args.length > 0) return connect.apply(this, args)
        return aside(async () => {
          const client = Object(await connect.apply(this, args))
          owners.set(client, life)
          const release: Ask = client.release
          client.release = (...how: unknown[]) => {
            if (!owners.delete(client)) return
            // The connections of a process that is no more are broken.
            release.apply(client, life.isOver ? [true] : how)
          }
          return client
        })
      },
  )
  replace(
    pg.Client.prototype,
    'query',
    (ask) =>
      function (this: unknown, ...args) {
        const life = owners.get(Object(this))
        const text = textOf(args[0])
        if (!life || text.startsWith('ROLLBACK')) return ask.apply(this, args)
        const send = async () => ask.apply(this, args)
        if (!text.startsWith('BEGIN')) return life.wait(() => aside(send), 'inside')
        // Who asks for a transaction and does not get it does not end it either.
        return life
          .wait(() => aside(send), 'begin')
          .catch((error: unknown) => {
            if (life.isOver) Object(this).release()
            throw error
          })
      },
  )
}

function replace(target: object, name: string, by: (original: Ask) => Ask): void {
  const original: Ask = Reflect.get(target, name)
  Reflect.set(target, name, by(original))
}

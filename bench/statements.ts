import type { PGlite, Transaction } from '@electric-sql/pglite'
import pg from 'pg'
import { PreparedPglite } from '@/lib/db/prepared-pglite'

let count = 0

/** How many statements this process has sent to a database so far, since `countStatements`: BEGIN and COMMIT too. */
export const statementCount = (): number => count

/** Counts from now on, at the drivers: what Prisma sends is counted as it is sent. */
export function countStatements(): void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    count += 1
    return Reflect.apply(query, this, args)
  }
  const { query: ask, exec, transaction } = PreparedPglite.prototype
  const counting = <Work extends (...args: never[]) => unknown>(work: Work): Work =>
    function counted(this: unknown, ...args: unknown[]) {
      count += 1
      return Reflect.apply(work, this, args)
    } as unknown as Work
  PreparedPglite.prototype.query = counting(ask)
  PreparedPglite.prototype.exec = counting(exec)
  PreparedPglite.prototype.transaction = function counted<T>(
    this: PGlite,
    work: (session: Transaction) => Promise<T>,
  ) {
    // BEGIN and COMMIT.
    count += 2
    return transaction.call(this, (session: Transaction) => {
      const { query: inside } = session
      session.query = counting(inside)
      return work(session)
    }) as Promise<T>
  }
}

import {
  type messages,
  PGlite,
  parse,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite'

/** How many statements the session keeps prepared: more than the app's pages and jobs ask in turns. */
const MOST_KEPT = 250
/** What is longer holds lists of values, and hardly comes a second time. */
const LONGEST_KEPT = 20_000

/** Commands after which a prepared statement may have other columns, or be no more. */
const CHANGES_TABLES: ReadonlySet<string> = new Set(['ALTER', 'CREATE', 'DISCARD', 'DO', 'DROP'])
/** PostgreSQL's codes for that: “cached plan must not change result type” and “prepared statement does not exist”. */
const OUTDATED: ReadonlySet<string> = new Set(['0A000', '26000'])

interface Prepared {
  name: string
  parameterTypes: readonly number[]
  fields: Results['fields']
}

const { serialize } = protocol
const { DatabaseError } = protocol.messages

/** The first byte of a message with a row, and the bytes of what all messages begin with: that and their length. */
const ROW = 'D'.charCodeAt(0)
const HEADER_BYTES = 5

/**
 * A PGlite that is asked in one go. Its own `query` sends a statement as six messages, each through the database's main
 * loop, has it parsed anew each time, and copies every value of every row into a buffer of its own: together a third of
 * what a page of the list takes. Here a statement is prepared when it first comes, and is then sent as one piece.
 */
export class PreparedPglite extends PGlite {
  readonly #kept = new Map<string, Prepared>()
  readonly #parser = new protocol.Parser()
  /** Asks the database to forget statements, with the next one that is prepared. */
  #forgetting: Uint8Array[] = []
  #made = 0
  /** Whether the transaction that is open has changed tables: what is prepared in it may not hold after it. */
  #isChanging = false

  override query<T>(text: string, values: unknown[] = [], options: QueryOptions = {}): Promise<Results<T>> {
    return this._runExclusiveTransaction(() => this.#ask<T>(text, values, options))
  }

  override async exec(script: string, options?: QueryOptions): Promise<Results[]> {
    return this.#watched(() => super.exec(script, options))
  }

  override transaction<T>(work: (session: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((session) => {
      this.#isChanging = false
      const { exec } = session
      session.query = async (text, values = [], options = {}) => {
        if (session.closed) throw new Error('The transaction has ended')
        return this.#ask(text, values, options)
      }
      session.exec = (script, options) => this.#watched(() => exec(script, options))
      return work(session)
    })
  }

  async #ask<T>(text: string, values: unknown[], options: QueryOptions): Promise<Results<T>> {
    await this._checkReady()
    return this.runExclusive(async () => {
      try {
        const prepared = this.#known(text) ?? (await this.#prepare(text))
        const result = await this.#run<T>(prepared, values, options)
        if (CHANGES_TABLES.has(result.command ?? '')) this.#startAnew()
        return result
      } catch (error) {
        if (error instanceof DatabaseError && OUTDATED.has(error.code ?? '')) this.#startAnew()
        throw error
      }
    })
  }

  #known(text: string): Prepared | undefined {
    const known = this.#kept.get(text)
    if (!known) return undefined
    // The last to be forgotten.
    this.#kept.delete(text)
    this.#kept.set(text, known)
    return known
  }

  async #prepare(text: string): Promise<Prepared> {
    this.#isChanging &&= this.isInTransaction()
    const isKept = !this.#isChanging && text.length <= LONGEST_KEPT
    const name = isKept ? `kept_${++this.#made}` : ''
    const { others } = await this.#send([
      ...this.#forgetting.splice(0),
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
    ])
    const parameterTypes = parse.parseDescribeStatementResults(others)
    const described = others.find(isDescription)
    const fields = (described?.fields ?? []).map((field) => ({
      name: field.name,
      dataTypeID: field.dataTypeID,
    }))
    const prepared = { name, parameterTypes, fields }
    if (isKept) this.#keep(text, prepared)
    return prepared
  }

  #keep(text: string, prepared: Prepared) {
    this.#kept.set(text, prepared)
    const [oldest] = this.#kept
    if (this.#kept.size > MOST_KEPT && oldest) this.#forget(...oldest)
  }

  #forget(text: string, { name }: Prepared) {
    this.#kept.delete(text)
    this.#forgetting.push(serialize.close({ type: 'S', name }))
  }

  #startAnew() {
    for (const [text, prepared] of this.#kept) this.#forget(text, prepared)
    this.#isChanging = this.isInTransaction()
  }

  /** Runs a script, and forgets what was prepared before it where that may be otherwise now. */
  async #watched(run: () => Promise<Results[]>): Promise<Results[]> {
    try {
      const results = await run()
      if (results.some(({ command }) => CHANGES_TABLES.has(command ?? ''))) this.#startAnew()
      return results
    } catch (error) {
      if (error instanceof DatabaseError) this.#startAnew()
      throw error
    }
  }

  async #run<T>(
    { name, parameterTypes, fields }: Prepared,
    values: unknown[],
    { rowMode, parsers, serializers }: QueryOptions,
  ): Promise<Results<T>> {
    const parameters = values.map((value, place) => {
      if (value === null || value === undefined) return null
      const type = parameterTypes[place] ?? 0
      const toText = serializers?.[type] ?? this.serializers[type]
      return toText ? toText(value) : String(value)
    })
    const { rows, others } = await this.#send([
      serialize.bind({ statement: name, values: parameters }),
      serialize.execute(),
    ])
    const columns = fields.map(({ dataTypeID: type }) => ({
      type,
      fromText: parsers?.[type] ?? this.parsers[type],
    }))
    const read = rows.map((row) =>
      row.map((text, place) => {
        const column = columns[place]
        return text === null || !column?.fromText ? text : column.fromText(text, column.type)
      }),
    )
    const named = () =>
      read.map((row) => Object.fromEntries(row.map((value, at) => [fields[at]?.name, value])))
    const [result] = parse.parseResults(others, {})
    return { ...result, fields, rows: (rowMode === 'array' ? read : named()) as Results<T>['rows'] }
  }

  /** Sends messages as one, and whatever they lead to to the end. @throws DatabaseError the first there is. */
  async #send(
    parts: Uint8Array[],
  ): Promise<{ rows: (string | null)[][]; others: messages.BackendMessage[] }> {
    const chunks: Buffer[] = []
    await this.execProtocolRawStream(Buffer.concat([...parts, serialize.sync()]), {
      // What is handed over is the database's own memory.
      onRawData: (bytes) => void chunks.push(Buffer.from(bytes)),
    })
    const answer = Buffer.concat(chunks)
    const rows: (string | null)[][] = []
    const others: messages.BackendMessage[] = []
    for (let at = 0; at < answer.length; ) {
      const end = at + 1 + answer.readUInt32BE(at + 1)
      if (answer[at] === ROW) rows.push(toTexts(answer, at + HEADER_BYTES))
      else this.#parser.parse(answer.subarray(at, end), (message) => void others.push(message))
      at = end
    }
    for (const message of others) if (message instanceof DatabaseError) throw message
    return { rows, others }
  }
}

const isDescription = (message: messages.BackendMessage): message is messages.RowDescriptionMessage =>
  message.name === 'rowDescription'

/** The values of a row: how many, and then each one's length and bytes. */
function toTexts(answer: Buffer, start: number): (string | null)[] {
  const texts: (string | null)[] = new Array(answer.readUInt16BE(start))
  let at = start + 2
  for (let place = 0; place < texts.length; place += 1) {
    const length = answer.readInt32BE(at)
    at += 4
    texts[place] = length < 0 ? null : answer.toString('utf8', at, at + length)
    at += Math.max(length, 0)
  }
  return texts
}

import type { BenchDatabase } from './databases'

// The same as the app's reads by the least SQL that finds it, with the columns that are needed and without Prisma.

const SEEN =
  'n.account_id <> ALL (ARRAY(SELECT account_id FROM account_edits WHERE household_id = $1::uuid AND hidden))'
const COLUMNS = `n.id, n.transaction_id, n.account_id, n.listed_on, n.title, n.amount, n.currency, n.pending, n.category,
  n.category_group, n.flow, n.note, n.tags, n.flagged, n.reviewed, n.part`
const SUMS = `count(*), COALESCE(sum(n.amount) FILTER (WHERE n.amount > 0), 0) AS money_in,
  COALESCE(sum(n.amount) FILTER (WHERE n.amount < 0), 0) AS money_out`

/** SQL and its values; the first is the household. */
export type Statement = readonly [text: string, ...values: unknown[]]

/** A page of entries. @param where over `n`, with $2 and on for what `values` are. */
export function pageOf(where: string, limit: number, values: readonly unknown[] = []): Statement {
  return [
    `SELECT n.*, r.amount AS replaced_amount, r.currency AS replaced_currency
     FROM (SELECT ${COLUMNS} FROM entries n WHERE n.household_id = $1::uuid AND ${SEEN} AND ${where}
       ORDER BY n.listed_on DESC, n.id DESC LIMIT ${limit}) n
     JOIN transactions t ON t.household_id = $1::uuid AND t.id = n.transaction_id
     LEFT JOIN transactions r ON r.household_id = $1::uuid AND r.plaid_transaction_id = t.pending_plaid_transaction_id
     ORDER BY n.listed_on DESC, n.id DESC`,
    ...values,
  ]
}

/** What came in and went out, by currency. */
export function sumsOf(where: string, values: readonly unknown[] = []): Statement {
  return [
    `SELECT n.currency, ${SUMS} FROM entries n WHERE n.household_id = $1::uuid AND ${SEEN} AND ${where}
     GROUP BY n.currency ORDER BY count(*) DESC`,
    ...values,
  ]
}

/** The same with what the tabs of the list say. */
export function summaryOf(where: string, values: readonly unknown[] = []): Statement {
  return [
    `SELECT n.currency, ${SUMS}, count(*) FILTER (WHERE n.pending) AS pending,
       count(*) FILTER (WHERE NOT n.reviewed) AS unreviewed
     FROM entries n WHERE n.household_id = $1::uuid AND ${SEEN} AND ${where}
     GROUP BY n.currency ORDER BY count(*) DESC`,
    ...values,
  ]
}

/** What posted, by currency and more columns. $2 and $3 are the first and the last day. */
export function postedBy(columns: string, where: string, days: { from: string; to: string }): Statement {
  return [
    `SELECT n.currency, ${columns}, count(*), sum(n.amount) AS net FROM entries n
     WHERE n.household_id = $1::uuid AND ${SEEN} AND NOT n.pending AND n.listed_on BETWEEN $2::date AND $3::date
       AND ${where}
     GROUP BY n.currency, ${columns} ORDER BY abs(sum(n.amount)) DESC`,
    days.from,
    days.to,
  ]
}

/** What posted as what flow in each month: summed by day first, which is told faster than a month. */
export function flowByMonth(days: { from: string; to: string }): Statement {
  return [
    `SELECT currency, date_trunc('month', listed_on::timestamp)::date AS month, flow, sum(count) AS count,
       sum(net) AS net
     FROM (
       SELECT n.currency, n.listed_on, n.flow, count(*), sum(n.amount) AS net FROM entries n
       WHERE n.household_id = $1::uuid AND ${SEEN} AND NOT n.pending AND n.listed_on BETWEEN $2::date AND $3::date
       GROUP BY n.currency, n.listed_on, n.flow) days
     GROUP BY 1, 2, 3 ORDER BY 2, abs(sum(net)) DESC`,
    days.from,
    days.to,
  ]
}

export const ACCOUNTS: Statement = [
  `SELECT a.id, a.item_id, COALESCE(e.name, a.name) AS name, a.name AS bank_name,
     COALESCE(i.institution_name, a.manual_institution, '') AS institution_name, a.official_name, a.mask, a.type,
     a.subtype, a.currency, COALESCE(a.current, CASE WHEN a.type NOT IN ('credit', 'loan') THEN a.available END) AS balance,
     a.available, a.credit_limit, a.closed_at, a.closed_because, COALESCE(e.hidden, false) AS hidden, e.group_name,
     a.balances_at, e.position
   FROM accounts a
   LEFT JOIN items i ON i.household_id = a.household_id AND i.id = a.item_id
   LEFT JOIN account_edits e ON e.household_id = a.household_id AND e.account_id = a.id
   WHERE a.household_id = $1::uuid ORDER BY a.name, a.id`,
]

const packed = (days: string) =>
  `SELECT account_id, string_agg(day || ' ' || trim_scale(value), ',') AS days FROM (${days}) d GROUP BY account_id`

/** Balances as they were heard, and what posted by day, each account's in one text: $2 is the first day. */
export function balancesFrom(from: string): readonly Statement[] {
  return [
    [
      packed(`
        SELECT s.account_id, s.day, s.current AS value FROM balance_snapshots s
        JOIN accounts a ON a.household_id = $1::uuid AND a.id = s.account_id AND a.currency = s.currency
        WHERE s.household_id = $1::uuid AND s.day >= $2::date AND s.current IS NOT NULL`),
      from,
    ],
    [
      packed(`
        SELECT t.account_id, t.posted_on AS day, sum(t.amount) AS value FROM transactions t
        JOIN accounts a ON a.household_id = $1::uuid AND a.id = t.account_id AND a.currency = t.currency
        WHERE t.household_id = $1::uuid AND t.removed_at IS NULL AND NOT t.pending AND t.posted_on > $2::date
        GROUP BY t.account_id, t.posted_on`),
      from,
    ],
  ]
}

/** What else the overview asks: of few rows each. $2 is the first day of its range, or today. */
export function smallReads({ earliest, today }: { earliest: string; today: string }): readonly Statement[] {
  return [
    [
      `SELECT i.*, b.primary_color, r.phase, r.rows_fetched, r.started_at, r.finished_at FROM items i
       LEFT JOIN institutions b ON b.plaid_institution_id = i.plaid_institution_id
       LEFT JOIN LATERAL (
         SELECT phase, rows_fetched, started_at, finished_at FROM sync_runs r
         WHERE r.household_id = i.household_id AND r.item_id = i.id ORDER BY r.started_at DESC LIMIT 1) r ON true
       WHERE i.household_id = $1::uuid ORDER BY i.institution_name, i.created_at, i.id`,
    ],
    [
      `SELECT t.account_id, count(*) FROM transactions t
       JOIN accounts a ON a.household_id = $1::uuid AND a.id = t.account_id AND a.currency <> t.currency
       WHERE t.household_id = $1::uuid AND t.removed_at IS NULL AND NOT t.pending AND t.posted_on > $2::date
       GROUP BY t.account_id`,
      earliest,
    ],
    [
      `SELECT s.*, e.title, x.name, a.name, a.type, e.confirmed_at, e.dismissed_at, e.ended_at FROM recurring_streams s
       JOIN accounts a ON a.household_id = s.household_id AND a.id = s.account_id
       LEFT JOIN account_edits x ON x.household_id = a.household_id AND x.account_id = a.id
       LEFT JOIN recurring_edits e ON e.household_id = s.household_id AND e.key = s.key
       WHERE s.household_id = $1::uuid AND NOT COALESCE(x.hidden, false)`,
    ],
    ['SELECT category, currency, month, amount, rollover FROM budgets WHERE household_id = $1::uuid'],
    ['SELECT home_currency FROM households WHERE id = $1::uuid'],
    [
      `SELECT DISTINCT ON (base, quote) base, quote, day, rate, source FROM exchange_rates
       WHERE household_id = $1::uuid AND day <= $2::date ORDER BY base, quote, day DESC`,
      today,
    ],
    [
      'SELECT code, group_code, name, icon, colour, kind, hidden, position FROM categories WHERE household_id = $1::uuid',
    ],
  ]
}

/** Asks one after the other. @returns the rows of all; of days in one text a row for each. */
export async function ask(
  { plain }: Pick<BenchDatabase, 'plain'>,
  householdId: string,
  statements: readonly Statement[],
): Promise<unknown[]> {
  const answers: Record<string, unknown>[][] = []
  for (const [text, ...values] of statements) answers.push(await plain(text, [householdId, ...values]))
  return answers
    .flat()
    .flatMap((row): unknown[] => (typeof row.days === 'string' ? row.days.split(',') : [row]))
}

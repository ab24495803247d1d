import { getTranslations } from 'next-intl/server'
import { fileNameOf } from './archive'

/** Tables that the catalogue of words has a description of. */
const DESCRIBED = [
  'accounts',
  'balance_snapshots',
  'budgets',
  'categories',
  'entries',
  'exchange_rates',
  'holdings',
  'households',
  'item_lookups',
  'items',
  'liabilities',
  'link_events',
  'link_intents',
  'memberships',
  'recurring_streams',
  'rules',
  'securities',
  'sync_runs',
  'transaction_edits',
  'transaction_events',
  'transactions',
  'users',
] as const

/** README.txt of an archive: what each file and sign in it means. */
export async function readmeOf(
  tables: readonly string[],
  person: { email: string; timeZone: string },
  day: string,
): Promise<string> {
  const [t, common] = await Promise.all([getTranslations('account.readme'), getTranslations('common')])
  const files = tables.map((table) => {
    const described = DESCRIBED.find((name) => name === table)
    return t('file', { file: `${fileNameOf(table)}.csv`, about: t(`about.${described ?? 'other'}`) })
  })
  const title = t('title', { name: common('name'), day })
  return [
    title,
    '='.repeat(title.length),
    t('person', { email: person.email }),
    t('sheets'),
    t('signs'),
    t('exact'),
    t('days', { timeZone: person.timeZone }),
    t('yours'),
    t('text'),
    t('without'),
    [t('files'), ...files.map((line) => `- ${line}`)].join('\r\n'),
    '',
  ].join('\r\n\r\n')
}

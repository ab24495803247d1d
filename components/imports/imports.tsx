import type { Route } from 'next'
import { useFormatter, useTimeZone, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Pill } from '@/components/ui/pill'
import { getImportHistory, type OwnImport } from '@/lib/imports/queries'
import { ImportWizard } from './import-wizard'
import { importWords } from './import-words'
import { UndoImport } from './undo-import'

interface ImportsProps {
  account: { id: string; currency: string; today: string }
  /** The import that has just been made. */
  doneId: string | null
}

/** A file to import into an account, and those that were. */
export async function Imports({ account, doneId }: ImportsProps) {
  const [t, words, { imports, lastMapping }] = await Promise.all([
    getTranslations('imports'),
    importWords(),
    getImportHistory(account.id),
  ])
  const done = imports.find(({ id, undoneAt }) => id === doneId && undoneAt === null)
  return (
    <div className="grid gap-4">
      {done ? <Done accountId={account.id} done={done} /> : null}
      <Card aria-labelledby="import-new">
        <CardHeader id="import-new" title={t('new.title')} />
        <ImportWizard
          key={doneId ?? ''}
          accountId={account.id}
          currency={account.currency}
          today={account.today}
          lastMapping={lastMapping}
          words={words}
        />
      </Card>
      <Card aria-labelledby="import-history">
        <CardHeader id="import-history" title={t('history.title')} className="mb-2" />
        {imports.length === 0 ? (
          <p className="text-ink-2">{t('history.none')}</p>
        ) : (
          <ul className="divide-y divide-line-2">
            {imports.map((one) => (
              <ImportLine key={one.id} accountId={account.id} one={one} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

function Done({ accountId, done }: { accountId: string; done: OwnImport }) {
  const t = useTranslations('imports.done')
  const { added, duplicates, unread } = done
  return (
    <Banner
      tone="calm"
      role="status"
      title={t('title', { added })}
      action={<ButtonLink href={`/accounts/${accountId}` as Route}>{t('see')}</ButtonLink>}
    >
      {t('duplicates', { count: duplicates })} {unread > 0 ? t('unread', { count: unread }) : null}
    </Banner>
  )
}

function ImportLine({ accountId, one }: { accountId: string; one: OwnImport }) {
  const t = useTranslations('imports.history')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const { id, fileName, added, duplicates, unread, createdAt, undoneAt, present, edited } = one
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          {fileName} {undoneAt ? <Pill>{t('undone')}</Pill> : null}
        </p>
        <p className="figures text-13 text-ink-2">
          {format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short', timeZone })} ·{' '}
          {t('counts', { added, duplicates, unread })}
        </p>
      </div>
      {undoneAt ? null : (
        <UndoImport
          accountId={accountId}
          importId={id}
          hasEdited={edited > 0}
          words={{
            undo: t('undo'),
            undoOf: t('undoOf', { name: fileName }),
            title: t('undoTitle'),
            body: t('undoBody', { present }),
            edited: t('undoEdited', { edited }),
            keepEdited: t('keepEdited', { edited }),
            undoing: t('undoing'),
            keep: t('keep'),
            failed: t('failed'),
            unreachable: t('unreachable'),
          }}
        />
      )}
    </li>
  )
}

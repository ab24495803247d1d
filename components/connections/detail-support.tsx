import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { banksArePretend, type ConnectionDetails } from '@/lib/connections/connection'
import { type ConnectionSearch, connectionHref } from '@/lib/connections/connection-search'
import { SUPPORT_CASES, SUPPORT_FORMS, type SupportCaseKind } from '@/lib/connections/support-case'
import { ButtonLink } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Card, CardHeader } from '../ui/card'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { DetailCaseText } from './detail-case-text'
import { useCopyWords } from './detail-words'
import { ChooseAccounts } from './linking'

/** Writes the case for Plaid's support; the address says which, so that it works without a script. */
export function DetailSupport({
  details: { connection },
  search,
  text,
}: {
  details: ConnectionDetails
  search: ConnectionSearch
  /** The case that was asked for. */
  text: string | null
}) {
  const t = useTranslations('connection.support')
  const { itemId, title: name } = connection
  const { before, supportCase: kind, transactionId } = search
  const href = (supportCase: SupportCaseKind | null) =>
    connectionHref(itemId, { before, supportCase, transactionId: supportCase && transactionId }, 'support')
  return (
    <Card id="support" aria-labelledby="support-title" className="scroll-mt-4">
      <CardHeader id="support-title" title={t('title')} description={t('lead')} className="mb-3" />
      <nav aria-label={t('choose')}>
        <ul className="grid gap-2 sm:grid-cols-2">
          {SUPPORT_CASES.map((one) => (
            <li key={one}>
              <Link
                href={href(one) as Route}
                aria-current={one === kind ? 'true' : undefined}
                className={cx(
                  'flex h-9 items-center rounded-control border px-3 transition-colors pointer-coarse:h-11',
                  one === kind
                    ? 'border-ink-3 bg-chip font-semibold'
                    : 'border-line hover:border-ink-3/50 hover:bg-chip',
                )}
              >
                {t(`kind.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {kind && text !== null ? (
        <div className="mt-4 grid gap-4 border-t border-line-2 pt-4">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="max-w-prose min-w-0 text-ink-2">{t(`first.${kind}`)}</p>
            {kind === 'missing-accounts' ? <ChooseAccounts itemId={itemId} name={name} /> : null}
          </div>
          <Case key={`${kind} ${transactionId}`} kind={kind} text={text} closeHref={href(null)} />
        </div>
      ) : null}
    </Card>
  )
}

function Case({ kind, text, closeHref }: { kind: SupportCaseKind; text: string; closeHref: string }) {
  const t = useTranslations('connection.support')
  const words = useCopyWords()
  const pretend = banksArePretend()
  return (
    <>
      <DetailCaseText text={text} label={t('text')} hint={t('hint')} words={words}>
        {pretend ? null : (
          <a
            href={SUPPORT_FORMS[kind]}
            target="_blank"
            rel="noreferrer"
            className={buttonClass({ variant: 'secondary' })}
          >
            {t('form')}
          </a>
        )}
        <ButtonLink variant="quiet" href={closeHref as Route}>
          {t('close')}
        </ButtonLink>
      </DetailCaseText>
      {pretend ? <p className="text-13 text-ink-2">{t('pretend')}</p> : null}
    </>
  )
}

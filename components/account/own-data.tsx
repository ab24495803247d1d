import { getFormatter, getTranslations } from 'next-intl/server'
import { SplitCard } from '@/components/ui/split-card'
import { getOwnData } from '@/lib/account/queries'
import { DeleteAccount } from './delete-account'
import { ExportForm } from './export-form'

/** What is kept for the person: to take with them, and to delete. */
export async function OwnData() {
  const [t, del, common, format, own] = await Promise.all([
    getTranslations('account.export'),
    getTranslations('account.remove'),
    getTranslations('common'),
    getFormatter(),
    getOwnData(),
  ])
  const { email, transactions, accounts, connections, bytes, isDemo } = own
  const megabytes = bytes / 1_000_000
  const size = format.number(megabytes < 1 ? Math.max(1, Math.round(bytes / 1000)) : megabytes, {
    style: 'unit',
    unit: megabytes < 1 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: megabytes < 1 || megabytes >= 10 ? 0 : 1,
  })
  return (
    <>
      <SplitCard id="your-data" title={t('title')} description={t('lead')} className="wrap-anywhere">
        <p className="mb-4 text-ink-2">{t('holds', { transactions, accounts, size })}</p>
        <ExportForm
          email={email}
          words={{
            password: t('password'),
            hint: t('hint'),
            show: t('show'),
            hide: t('hide'),
            submit: t('submit'),
            submitting: t('submitting'),
            started: t('started'),
            errorMissing: t('errorMissing'),
            errorWrong: t('errorWrong'),
            errorThrottled: t('errorThrottled'),
            unreachable: t('unreachable'),
          }}
        />
      </SplitCard>
      <SplitCard id="delete-account" title={del('title')} description={del('lead')} className="wrap-anywhere">
        {isDemo ? (
          <p className="text-ink-2">{del('demo')}</p>
        ) : (
          <>
            <p className="mb-4 text-ink-2">{del('what', { connections, transactions })}</p>
            <DeleteAccount
              email={email}
              words={{
                open: del('open'),
                password: del('password'),
                confirm: del('confirm'),
                confirmHint: del('confirmHint', { email }),
                show: t('show'),
                hide: t('hide'),
                submit: del('submit'),
                submitting: del('submitting'),
                cancel: common('cancel'),
                errorMissing: del('errorMissing'),
                errorWrong: del('errorWrong'),
                errorConfirm: del('errorConfirm'),
                errorThrottled: del('errorThrottled'),
                unreachable: del('unreachable'),
              }}
            />
          </>
        )}
      </SplitCard>
    </>
  )
}

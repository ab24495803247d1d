import { getLocale, getTranslations } from 'next-intl/server'
import { isOldRate } from '@/lib/finance/conversion'
import { pluralForms } from '@/lib/i18n/client-words'
import { listFormat } from '@/lib/i18n/formatters'
import { getRates, type RatesOverview } from '@/lib/rates/queries'
import { rateDay, rateText } from '@/lib/rates/rate-text'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Pill } from '../ui/pill'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { type EditedRate, editHref } from './edited-rate'
import { ImportForm } from './import-form'
import { ImportedRates } from './imported-rates'
import { RateForm } from './rate-form'
import { RemoveRate } from './remove-rate'

/** What is shown besides the rates there are. */
interface RatesProps {
  /** The rate that is being changed, as the address names it; null while one is entered. */
  edited: EditedRate | null
  /** A currency that a rate is wanted for; null without. */
  wanted: string | null
}

/** The rates that people entered and those of files, and how to have others. */
export async function Rates({ edited, wanted }: RatesProps) {
  const rates = await getRates()
  return (
    <div className="grid gap-4">
      <EnteredRates rates={rates} edited={edited} wanted={wanted} />
      <FromEcb rates={rates} />
    </div>
  )
}

async function EnteredRates({ rates, edited, wanted }: RatesProps & { rates: RatesOverview }) {
  const [t, form, locale] = await Promise.all([
    getTranslations('rates.entered'),
    getTranslations('rates.form'),
    getLocale(),
  ])
  const { entered, today, currencies, homeCurrency } = rates
  const known = edited
    ? entered.find(
        ({ base, quote, day }) => base === edited.base && quote === edited.quote && day === edited.day,
      )
    : undefined
  const base = wanted ?? currencies.find((code) => code !== homeCurrency) ?? ''
  const quote = homeCurrency !== null && homeCurrency !== base ? homeCurrency : ''
  return (
    <Card data-public aria-labelledby="entered">
      <CardHeader id="entered" title={t('title')} description={t('lead')} />
      <RateForm
        key={known ? `${known.base} ${known.quote} ${known.day}` : `new ${base}`}
        initial={
          known ? { ...known, rate: rateText(known.rate, locale) } : { base, quote, day: today, rate: '' }
        }
        was={known ? { base: known.base, quote: known.quote, day: known.day } : null}
        codes={[...new Set([...currencies, ...(homeCurrency === null ? [] : [homeCurrency]), 'EUR', 'USD'])]}
        today={today}
        words={{
          title: known ? form('change') : form('add'),
          base: form('base'),
          quote: form('quote'),
          rate: form('rate'),
          rateHint: form('rateHint', { example: rateText('1.0842', locale) }),
          day: form('day'),
          save: form('save'),
          saving: form('saving'),
          saved: form('saved'),
          cancel: form('cancel'),
          unreachable: form('unreachable'),
          problems: {
            INVALID: form('errorInvalid'),
            SAME: form('errorSame'),
            RATE: form('errorRate'),
            DAY: form('errorDay'),
          },
        }}
      />
      {entered.length === 0 ? (
        <p className="mt-5 border-t border-line-2 pt-4 text-ink-2">{t('none')}</p>
      ) : (
        <Table aria-label={t('table')} className="mt-5">
          <TableHead>
            <Row>
              <HeadCell>{t('rate')}</HeadCell>
              <HeadCell>{t('day')}</HeadCell>
              <HeadCell align="right">
                <span className="sr-only">{t('actions')}</span>
              </HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {entered.map((rate) => {
              const day = rateDay(rate.day, locale)
              const names = { base: rate.base, quote: rate.quote, day }
              return (
                <Row key={`${rate.base} ${rate.quote} ${rate.day}`}>
                  <Cell className="figures">
                    {t('pair', { ...names, rate: rateText(rate.rate, locale) })}
                  </Cell>
                  <Cell className="figures text-ink-2">
                    {day} {isOldRate(rate, today) ? <Pill>{t('old')}</Pill> : null}
                  </Cell>
                  <Cell align="right">
                    <span className="inline-flex gap-1">
                      <ButtonLink
                        href={editHref(rate)}
                        variant="quiet"
                        size="small"
                        aria-label={t('editOf', names)}
                      >
                        {t('edit')}
                      </ButtonLink>
                      <RemoveRate
                        rate={{ base: rate.base, quote: rate.quote, day: rate.day }}
                        words={{
                          action: t('remove'),
                          name: t('removeOf', names),
                          pending: t('removing'),
                          failed: form('unreachable'),
                        }}
                      />
                    </span>
                  </Cell>
                </Row>
              )
            })}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

async function FromEcb({ rates: { kept, imported } }: { rates: RatesOverview }) {
  const [t, locale] = await Promise.all([getTranslations('rates.ecb'), getLocale()])
  const from = rateDay(kept.from, locale)
  const names = listFormat(locale, { type: 'conjunction' }).format(kept.currencies)
  return (
    <Card data-public aria-labelledby="ecb">
      <CardHeader id="ecb" title={t('title')} description={t('lead')} />
      {kept.currencies.length === 0 ? (
        <p className="text-ink-2">{t('nothingKept')}</p>
      ) : (
        <ImportForm
          kept={kept}
          locale={locale}
          words={{
            kept: t('kept', { from, currencies: names }),
            file: t('file'),
            submit: t('import'),
            submitting: t('importing'),
            imported: pluralForms(locale, (count, shown) => t('imported', { count, shown })),
            problems: {
              NONE: t('errorNone'),
              LARGE: t('errorLarge'),
              FORMAT: t('errorFormat'),
              OLD: t('errorOld', { from }),
            },
            unreachable: t('unreachable'),
          }}
        />
      )}
      <ImportedRates imported={imported} />
    </Card>
  )
}

import { addDays } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import type { StreamDetail as Detail } from '@/lib/recurring/queries'
import { Card, CardHeader } from '../ui/card'
import { CategoryMark } from '../ui/category-mark'
import { Stat, StatList } from '../ui/stat'
import { PaymentHistory } from './payment-history'
import { RenameForm } from './rename-form'
import { StreamActions } from './stream-actions'
import { StreamMarks } from './stream-marks'
import { useStreamWords } from './use-stream-words'

/** Everything about recurring payments: what is known, why they are thought to come again, what came. */
export function StreamDetail({ detail, book }: { detail: Detail; book: CategoryBook }) {
  const { stream, payments, today } = detail
  const { t, whyText, money } = useStreamWords()
  const { name, title, currency, yearlyAmount } = stream
  const category = book.nameOf(stream.category, stream.reason.group)
  return (
    <div className="grid gap-4 rail:gap-5">
      <Card aria-labelledby="stream-facts">
        <CardHeader
          id="stream-facts"
          title={t('detail.facts')}
          actions={<StreamMarks stream={stream} today={today} />}
        />
        <StatList>
          <NextStat detail={detail} />
          <AmountStat detail={detail} />
          <Stat
            label={t('detail.often')}
            note={
              yearlyAmount === null ? null : (
                <span className="figures money">
                  {t('perYear', { amount: money(yearlyAmount, currency) })}
                </span>
              )
            }
          >
            {t(`frequency.${stream.frequency}`)}
          </Stat>
          <Stat label={t('detail.account')} note={t(`kind.${stream.kind}`)}>
            {stream.accountName}
          </Stat>
          {category === null ? null : (
            <Stat label={t('detail.category')}>
              <span className="flex items-center gap-2">
                <CategoryMark {...book.markOf(stream.category, stream.reason.group)} size="dot" />
                {category}
              </span>
            </Stat>
          )}
        </StatList>
      </Card>
      <Card aria-labelledby="stream-why">
        <CardHeader id="stream-why" title={t('detail.why')} className="mb-2" />
        <p className="max-w-prose text-ink-2">
          {whyText(stream).map(({ text, hasMoney }) => (
            <span key={text} className={hasMoney ? 'figures money' : undefined}>
              {text}{' '}
            </span>
          ))}
        </p>
      </Card>
      <Card aria-labelledby="stream-actions" className="grid gap-4">
        <CardHeader id="stream-actions" title={t('detail.actions')} className="mb-0" />
        <StreamActions
          streamId={stream.id}
          confirmed={stream.confirmed}
          dismissed={stream.dismissed}
          ended={stream.endedByPerson}
          over={stream.status === 'ended'}
          words={{
            confirm: t('detail.confirm'),
            unconfirm: t('detail.unconfirm'),
            confirmed: t('detail.confirmed'),
            dismiss: t('detail.dismiss'),
            restore: t('detail.restore'),
            end: t('detail.end'),
            resume: t('detail.resume'),
            dismissedToast: t('detail.dismissedToast', { title: name }),
            endedToast: t('detail.endedToast', { title: name }),
            undo: t('detail.undo'),
            undoFailed: t('detail.undoFailed'),
            failed: t('detail.failed'),
          }}
        />
        <RenameForm
          streamId={stream.id}
          name={name === title ? '' : name}
          words={{
            label: t('detail.rename'),
            hint: t('detail.renameHint', { title }),
            save: t('detail.save'),
            saved: t('detail.saved'),
            failed: t('detail.failed'),
          }}
        />
      </Card>
      <PaymentHistory stream={stream} payments={payments} today={today} />
    </div>
  )
}

function NextStat({ detail: { stream, today } }: { detail: Detail }) {
  const { t, weekdayAndDay, dayText } = useStreamWords()
  const { nextOn, lastOn, reason, endedByPerson } = stream
  if (nextOn === null)
    return (
      <Stat
        label={t('detail.next')}
        note={
          endedByPerson ? t('detail.endedByYou') : t('detail.endedSince', { day: dayText(lastOn, today) })
        }
      >
        {t('detail.noNext')}
      </Stat>
    )
  const late = nextOn < today
  return (
    <Stat
      label={t('detail.next')}
      note={
        late
          ? t('wasDue', { day: dayText(nextOn, today) })
          : t('detail.window', {
              from: dayText(addDays(nextOn, -reason.earlyDays), today),
              to: dayText(addDays(nextOn, reason.lateDays), today),
            })
      }
    >
      <span className="figures font-serif text-21">{weekdayAndDay(nextOn, today)}</span>
    </Stat>
  )
}

function AmountStat({ detail: { stream, today } }: { detail: Detail }) {
  const { t, amountText, size, dayText } = useStreamWords()
  const { priceChange, currency, reason } = stream
  const note = priceChange
    ? t('priceChangeHeard', {
        before: size(priceChange.before, currency),
        after: size(stream.lastAmount, currency),
        day: dayText(priceChange.on, today),
      })
    : reason.amountKind === 'varying'
      ? t('detail.usual', { average: size(stream.averageAmount, currency) })
      : null
  return (
    <Stat label={t('detail.amount')} note={note && <span className="figures money">{note}</span>}>
      <span
        className={`figures money font-serif text-21 ${stream.kind === 'income' ? 'text-in' : 'text-ink'}`}
      >
        {amountText(stream)}
      </span>
    </Stat>
  )
}

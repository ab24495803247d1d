import { useTranslations } from 'next-intl'
import { FUNNEL_STEPS, type FunnelTotal } from '@/lib/operator/funnel'
import type { Installation } from '@/lib/operator/queries'
import { cx } from '../ui/cx'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { Code } from './code'
import { List } from './list'
import { Figure, Id, Nothing, Section, Wide } from './section'

/** How far visits to Link come, and where people leave. */
export function Funnel({ funnel: { days, totals, leavings } }: { funnel: Installation['funnel'] }) {
  const t = useTranslations('operator.funnel')
  return (
    <Section id="operator-funnel" title={t('title')} description={t('lead', { days })}>
      {totals.length === 0 ? (
        <Nothing>{t('none')}</Nothing>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Wide labelledBy="operator-funnel">
            <Table aria-labelledby="operator-funnel">
              <TableHead>
                <tr>
                  <HeadCell>{t('step')}</HeadCell>
                  {totals.map(({ purpose }) => (
                    <HeadCell key={purpose} className="min-w-44">
                      <Purpose of={purpose} />
                    </HeadCell>
                  ))}
                </tr>
              </TableHead>
              <TableBody>
                {[...FUNNEL_STEPS, 'unfinished' as const].map((step) => (
                  <Row key={step}>
                    <HeadCell scope="row" className="border-b-0 font-medium text-ink">
                      {t(`steps.${step}`)}
                    </HeadCell>
                    {totals.map((total) => (
                      <Cell key={total.purpose}>
                        <Bar count={total[step]} of={total.opened} isGood={step !== 'unfinished'} />
                      </Cell>
                    ))}
                  </Row>
                ))}
              </TableBody>
            </Table>
          </Wide>
          <Leavings leavings={leavings} />
        </div>
      )}
    </Section>
  )
}

function Purpose({ of }: { of: FunnelTotal['purpose'] }) {
  const t = useTranslations('operator.funnel.purpose')
  return of === 'connect' || of === 'reconnect' ? t(of) : t('other')
}

/** A count with its part of all visits; the bar says nothing that the figures do not. */
function Bar({ count, of, isGood }: { count: number; of: number; isGood: boolean }) {
  const t = useTranslations('operator.funnel')
  const part = of === 0 ? 0 : (100 * count) / of
  return (
    <div className="flex items-center gap-3">
      <span className="figures w-20 shrink-0 text-13 whitespace-nowrap">{t('share', { count, of })}</span>
      <span aria-hidden="true" className="h-2 min-w-16 flex-1 overflow-hidden rounded-full bg-chip">
        <span
          className={cx('block h-full rounded-full', isGood ? 'bg-keel' : 'bg-debt')}
          style={{ width: `${part}%` }}
        />
      </span>
    </div>
  )
}

function Leavings({ leavings }: { leavings: Installation['funnel']['leavings'] }) {
  const t = useTranslations('operator.funnel')
  return (
    <div>
      <h3 id="operator-leavings" className="mb-1 text-14 font-semibold">
        {t('exits')}
      </h3>
      <List
        labelledBy="operator-leavings"
        none={t('noExits')}
        {...leavings}
        keyOf={({ purpose, institutionId, view, errorCode }) =>
          `${purpose} ${institutionId} ${view} ${errorCode}`
        }
        columns={[
          {
            key: 'view',
            head: t('view'),
            cell: ({ view }) => (view === null ? t('noView') : <code className="text-13">{view}</code>),
          },
          {
            key: 'code',
            head: t('code'),
            cell: ({ errorCode }) => (errorCode === null ? t('noCode') : <Code of={errorCode} />),
          },
          {
            key: 'institution',
            head: t('institution'),
            cell: ({ institutionId }) =>
              institutionId === null ? t('noInstitution') : <Id>{institutionId}</Id>,
          },
          { key: 'why', head: t('why'), cell: ({ purpose }) => <Purpose of={purpose} /> },
          { key: 'count', head: t('count'), align: 'right', cell: ({ count }) => <Figure of={count} /> },
        ]}
      />
    </div>
  )
}

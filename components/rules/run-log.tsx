import { useTranslations } from 'next-intl'
import { dateTimeFormat, numberFormat } from '@/lib/i18n/formatters'
import type { RuleRun } from '@/lib/rules/queries'
import { Card, CardHeader } from '../ui/card'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'

interface RunLogProps {
  runs: readonly RuleRun[]
  locale: string
  timeZone: string
}

/** When rules were applied, to how much, and what came of it. */
export function RunLog({ runs, locale, timeZone }: RunLogProps) {
  const t = useTranslations('rules.log')
  const moments = dateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const number = numberFormat(locale)
  return (
    <Card aria-labelledby="log">
      <CardHeader id="log" title={t('title')} className="mb-2" />
      <Table aria-label={t('caption')}>
        <TableHead>
          <tr>
            <HeadCell>{t('when')}</HeadCell>
            <HeadCell>{t('what')}</HeadCell>
            <HeadCell align="right" className="max-sm:hidden">
              {t('looked')}
            </HeadCell>
            <HeadCell align="right" className="max-sm:hidden">
              {t('matched')}
            </HeadCell>
            <HeadCell align="right">{t('changed')}</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <Row key={run.id}>
              <Cell className="text-ink-2">
                <time dateTime={run.startedAt.toISOString()}>{moments.format(run.startedAt)}</time>
              </Cell>
              <Cell>
                {run.trigger === 'sync' ? t('sync') : (run.ruleName ?? t('all'))}
                {run.finishedAt === null ? (
                  <span className="text-ink-2">, {t('running')}</span>
                ) : run.done < run.total ? (
                  <span className="text-ink-2">, {t('stopped')}</span>
                ) : null}
              </Cell>
              <Cell align="right" className="max-sm:hidden">
                {number.format(run.done)}
              </Cell>
              <Cell align="right" className="max-sm:hidden">
                {number.format(run.matched)}
              </Cell>
              <Cell align="right">{number.format(run.changed)}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

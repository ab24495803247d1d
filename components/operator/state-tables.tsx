import { useTranslations } from 'next-intl'
import type { HealthRow, Shown, TroubleRow } from '@/lib/operator/queries'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { Code } from './code'
import { Figure, Id, More, Nothing, Section, Wide } from './section'
import { When } from './when'

/** How many connections there are in each state. */
export function Healths({ healths }: { healths: readonly HealthRow[] }) {
  const t = useTranslations('operator.healths')
  const states = useTranslations('connections.state')
  return (
    <Section id="operator-healths" title={t('title')}>
      {healths.length === 0 ? (
        <Nothing>{t('none')}</Nothing>
      ) : (
        <Wide labelledBy="operator-healths">
          <Table aria-labelledby="operator-healths">
            <TableHead>
              <tr>
                <HeadCell>{t('state')}</HeadCell>
                <HeadCell align="right">{t('count')}</HeadCell>
                <HeadCell align="right">{t('since')}</HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {healths.map(({ health, count, since }) => (
                <Row key={health}>
                  <Cell>{states(health)}</Cell>
                  <Cell align="right">
                    <Figure of={count} />
                  </Cell>
                  <Cell align="right">
                    <When at={since} />
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
    </Section>
  )
}

/** What only who runs the installation can mend. */
export function Troubles({ troubles: { rows, hasMore } }: { troubles: Shown<TroubleRow> }) {
  const t = useTranslations('operator.troubles')
  return (
    <Section id="operator-troubles" title={t('title')} description={t('lead')}>
      {rows.length === 0 ? (
        <Nothing>{t('none')}</Nothing>
      ) : (
        <Wide labelledBy="operator-troubles">
          <Table aria-labelledby="operator-troubles">
            <TableHead>
              <tr>
                <HeadCell>{t('code')}</HeadCell>
                <HeadCell>{t('type')}</HeadCell>
                <HeadCell>{t('request')}</HeadCell>
                <HeadCell>{t('connection')}</HeadCell>
                <HeadCell align="right">{t('since')}</HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {rows.map(({ itemId, errorCode, errorType, requestId, since }) => (
                <Row key={itemId}>
                  <Cell>{errorCode === null ? t('noCode') : <Code of={errorCode} type={errorType} />}</Cell>
                  <Cell className="text-13 text-ink-2">{errorType}</Cell>
                  <Cell>{requestId === null ? null : <Id>{requestId}</Id>}</Cell>
                  <Cell>
                    <Id>{itemId}</Id>
                  </Cell>
                  <Cell align="right">
                    <When at={since} />
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
      <More of={hasMore} shown={rows.length} />
    </Section>
  )
}

import { useTranslations } from 'next-intl'
import type { Installation } from '@/lib/operator/queries'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { Figure, More, Nothing, Section, Wide } from './section'
import { When } from './when'

/** What has come in, by code and by what became of it. */
export function Webhooks({ webhooks: { rows, hasMore } }: { webhooks: Installation['webhooks'] }) {
  const t = useTranslations('operator.webhooks')
  return (
    <Section id="operator-webhooks" title={t('title')}>
      {rows.length === 0 ? (
        <Nothing>{t('none')}</Nothing>
      ) : (
        <Wide labelledBy="operator-webhooks">
          <Table aria-labelledby="operator-webhooks">
            <TableHead>
              <tr>
                <HeadCell>{t('webhook')}</HeadCell>
                <HeadCell>{t('outcome')}</HeadCell>
                <HeadCell align="right">{t('count')}</HeadCell>
                <HeadCell align="right">{t('deliveries')}</HeadCell>
                <HeadCell align="right">{t('last')}</HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {rows.map(({ type, code, outcome, count, deliveries, lastAt }) => (
                <Row key={`${type} ${code} ${outcome}`}>
                  <Cell>
                    <code className="text-13">
                      {type} {code}
                    </code>
                  </Cell>
                  <Cell>{outcome === null ? t('waiting') : <code className="text-13">{outcome}</code>}</Cell>
                  <Cell align="right">
                    <Figure of={count} />
                  </Cell>
                  <Cell align="right">
                    <Figure of={deliveries} />
                  </Cell>
                  <Cell align="right">
                    <When at={lastAt} />
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

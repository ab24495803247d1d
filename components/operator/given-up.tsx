import { useTranslations } from 'next-intl'
import type { Installation } from '@/lib/operator/queries'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { Code } from './code'
import { ReplayButton } from './replay-button'
import { Figure, Id, More, Nothing, Section, Wide } from './section'
import { When } from './when'

function useReplayWords(of: 'dead' | 'stuck') {
  const t = useTranslations('operator')
  return {
    replay: t(`${of}.replay`),
    pending: t(`${of}.replaying`),
    done: t(`${of}.replayed`),
    gone: t('failed.gone'),
    unreachable: t('failed.unreachable'),
  }
}

/** Syncs whose tries are used up. */
export function DeadLetters({ letters: { rows, hasMore } }: { letters: Installation['deadLetters'] }) {
  const t = useTranslations('operator.dead')
  const words = useReplayWords('dead')
  return (
    <Section id="operator-dead" title={t('title')} description={t('lead')}>
      {rows.length === 0 ? (
        <Nothing>{t('none')}</Nothing>
      ) : (
        <Wide labelledBy="operator-dead">
          <Table aria-labelledby="operator-dead">
            <TableHead>
              <tr>
                <HeadCell>{t('cause')}</HeadCell>
                <HeadCell>{t('connection')}</HeadCell>
                <HeadCell align="right">{t('failures')}</HeadCell>
                <HeadCell align="right">{t('at')}</HeadCell>
                <HeadCell align="right">
                  <span className="sr-only">{t('replay')}</span>
                </HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {rows.map(({ id, itemId, cause, failures, at }) => (
                <Row key={id}>
                  <Cell>
                    <Code of={cause} />
                  </Cell>
                  <Cell>
                    <Id>{itemId}</Id>
                  </Cell>
                  <Cell align="right">
                    <Figure of={failures} />
                  </Cell>
                  <Cell align="right">
                    <When at={at} />
                  </Cell>
                  <Cell align="right">
                    <ReplayButton what="sync" id={id} words={words} />
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

/** Webhooks that could not be worked on. */
export function StuckWebhooks({ stuck: { rows, hasMore } }: { stuck: Installation['stuckWebhooks'] }) {
  const t = useTranslations('operator.stuck')
  const words = useReplayWords('stuck')
  return (
    <Section id="operator-stuck" title={t('title')} description={t('lead')}>
      {rows.length === 0 ? (
        <Nothing>{t('none')}</Nothing>
      ) : (
        <Wide labelledBy="operator-stuck">
          <Table aria-labelledby="operator-stuck">
            <TableHead>
              <tr>
                <HeadCell>{t('webhook')}</HeadCell>
                <HeadCell>{t('id')}</HeadCell>
                <HeadCell align="right">{t('attempts')}</HeadCell>
                <HeadCell align="right">{t('received')}</HeadCell>
                <HeadCell align="right">
                  <span className="sr-only">{t('replay')}</span>
                </HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {rows.map(({ id, type, code, attempts, receivedAt }) => (
                <Row key={id}>
                  <Cell>
                    <code className="text-13">
                      {type} {code}
                    </code>
                  </Cell>
                  <Cell>
                    <Id>{id}</Id>
                  </Cell>
                  <Cell align="right">
                    <Figure of={attempts} />
                  </Cell>
                  <Cell align="right">
                    <When at={receivedAt} />
                  </Cell>
                  <Cell align="right">
                    <ReplayButton what="webhook" id={id} words={words} />
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

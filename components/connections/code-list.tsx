import { useLocale, useTranslations } from 'next-intl'
import type { Action, Actor } from '@/lib/bank/meanings'
import { type WebhookMeaning, webhookMeaning } from '@/lib/bank/webhook-meanings'
import { Card, CardHeader } from '../ui/card'
import { Pill, type PillTone } from '../ui/pill'
import { Cell, HeadCell, Table, TableBody, TableHead } from '../ui/table'
import { type CodeBook, type CodeEntry, type CodeGroup, codeBook, type WebhookEntry } from './code-book'
import { CodeSearch } from './code-search'
import { actionLabel, type CodesWords, retryText } from './meaning-words'

const ACTOR_TONES: Readonly<Record<Actor, PillTone>> = {
  nobody: 'quiet',
  person: 'amber',
  operator: 'alarm',
}

/** Every code and webhook with what follows from it, or those that a text is found in. */
export function CodeList({ text }: { text: string }) {
  const t = useTranslations('codes')
  const book = codeBook(t, text)
  return (
    <>
      <CodeSearch text={text} count={book.count} />
      {text === '' ? <Groups book={book} /> : null}
      <div className="grid gap-4">
        {book.groups.map((group) => (
          <GroupCard key={group.id} group={group} />
        ))}
        <Webhooks entries={book.webhooks} types={book.webhookTypes} />
        <Elsewhere entries={book.elsewhere} />
      </div>
    </>
  )
}

/** The way to each group. */
function Groups({ book }: { book: CodeBook }) {
  const t = useTranslations('codes')
  const links = [
    ...book.groups.map(({ id, title }) => ({ id, title })),
    { id: 'webhooks', title: t('webhooks.title') },
    { id: 'elsewhere', title: t('type.elsewhere') },
  ]
  return (
    <nav aria-label={t('groups')} className="mb-5">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13">
        {links.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex items-center text-ink-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3 pointer-coarse:min-h-11"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Where a link to a part of the page stops: clear of the edge, and lit up for as long as the address names it. */
const TARGET = 'scroll-mt-6 target:bg-chip'
const CODE = 'font-mono text-12 wrap-anywhere text-ink-2'
/** The widths hold on a phone too: the words wrap, the table stays one. */
const COLUMNS = ['w-[41%]', 'w-[32%]', 'w-[27%]'] as const

function GroupCard({ group }: { group: CodeGroup }) {
  const t = useTranslations('codes')
  return (
    <Card aria-labelledby={group.id} className="scroll-mt-6">
      <CardHeader
        id={group.id}
        title={group.title}
        description={group.type ? <code className={CODE}>{group.type}</code> : undefined}
      />
      <Table aria-labelledby={group.id} className="table-fixed">
        <TableHead>
          <tr>
            <HeadCell className={COLUMNS[0]}>{t('column.does')}</HeadCell>
            <HeadCell className={COLUMNS[1]}>{t('column.acts')}</HeadCell>
            <HeadCell className={COLUMNS[2]}>{t('column.place')}</HeadCell>
          </tr>
        </TableHead>
        {group.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Table>
    </Card>
  )
}

/** One code: its name and words across the table, and under them what follows. */
function Entry({ entry: { id, code, title, body, meaning } }: { entry: CodeEntry }) {
  const t = useTranslations('codes')
  const locale = useLocale()
  return (
    <TableBody id={id} className={TARGET}>
      <tr>
        <th scope="rowgroup" colSpan={3} abbr={code ?? t('byType')} className="pt-4 pb-1 font-normal">
          {code === null ? (
            <span className="text-13 text-ink-2">{t('byType')}</span>
          ) : (
            <a href={`#${id}`} className="hover:underline">
              <code className={CODE}>{code}</code>
            </a>
          )}
          <span className="mt-0.5 block max-w-prose">
            <span className="font-semibold">{title}</span> <span className="text-ink-2">{body}</span>
          </span>
        </th>
      </tr>
      <tr className="border-b border-line-2 align-top text-13 text-ink-2">
        <Cell className="pb-4">{doesText(t, meaning, locale)}</Cell>
        <Cell className="pb-4">
          <Acts actor={meaning.actor} action={meaning.action} />
        </Cell>
        <Cell className="pb-4">
          <ul>
            {meaning.appears.map((place) => (
              <li key={place}>{t(`place.${place}`)}</li>
            ))}
          </ul>
        </Cell>
      </tr>
    </TableBody>
  )
}

/** What happens of itself: what Evenkeel does, and when it tries again. In Link alone nothing is ever tried by itself. */
function doesText(t: CodesWords, { kind, appears, retry, actor }: CodeEntry['meaning'], locale: string) {
  if (!appears.includes('api')) return t('does.link')
  const again = actor === 'operator' ? t('again.schedule') : retryText(t, retry, locale)
  return `${t(`does.${kind}`)} ${again}`
}

function Acts({ actor, action }: { actor: Actor | 'by_code'; action: Action | 'by_code' }) {
  const t = useTranslations('codes')
  if (actor === 'by_code') return t('by.by_code')
  return (
    <>
      <Pill tone={ACTOR_TONES[actor]}>{t(`by.${actor}`)}</Pill>
      {actor === 'nobody' ? null : <span className="mt-1 block">{actionLabel(t, action)}</span>}
    </>
  )
}

function Webhooks({ entries, types }: { entries: WebhookEntry[]; types: readonly string[] }) {
  const t = useTranslations('codes')
  if (entries.length + types.length === 0) return null
  return (
    <Card aria-labelledby="webhooks">
      <CardHeader id="webhooks" title={t('webhooks.title')} description={t('webhooks.body')} />
      <Table aria-labelledby="webhooks" className="table-fixed">
        <TableHead>
          <tr>
            <HeadCell className="w-[62%]">{t('column.does')}</HeadCell>
            <HeadCell className="w-[38%]">{t('column.acts')}</HeadCell>
          </tr>
        </TableHead>
        {entries.map(({ id, type, code, meaning }) => (
          <WebhookRows key={id} id={id} name={`${type} ${code}`} {...meaning} />
        ))}
        {types.length > 0 ? (
          <WebhookRows
            id="webhooks-elsewhere"
            name={types.join(', ')}
            note={t('webhooks.elsewhere')}
            {...webhookMeaning(types[0] ?? '', '')}
          />
        ) : null}
      </Table>
    </Card>
  )
}

/** A webhook's name across the table, with what it leads to beneath. */
function WebhookRows({
  id,
  name,
  note,
  effect,
  actor,
  action,
}: { id: string; name: string; note?: string } & Omit<WebhookMeaning, 'known'>) {
  const t = useTranslations('codes')
  return (
    <TableBody id={id} className={TARGET}>
      <tr>
        <th scope="rowgroup" colSpan={2} className="pt-3 font-normal">
          <code className={CODE}>{name}</code>
          {note ? <span className="block text-13 text-ink-2">{note}</span> : null}
        </th>
      </tr>
      <tr className="border-b border-line-2 align-top text-13 text-ink-2">
        <Cell className="pb-3 text-ink">{t(`webhooks.effect.${effect}`)}</Cell>
        <Cell className="pb-3">
          <Acts actor={actor} action={action} />
        </Cell>
      </tr>
    </TableBody>
  )
}

function Elsewhere({ entries }: { entries: CodeBook['elsewhere'] }) {
  const t = useTranslations('codes')
  if (entries.length === 0) return null
  return (
    <Card aria-labelledby="elsewhere">
      <CardHeader id="elsewhere" title={t('type.elsewhere')} description={t('type.elsewhereBody')} />
      <Table aria-labelledby="elsewhere" className="table-fixed">
        <TableHead>
          <tr>
            <HeadCell className="w-[38%]">{t('column.type')}</HeadCell>
            <HeadCell className="w-[62%]">{t('column.codes')}</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {entries.map(({ type, codes }) => (
            <tr key={type} className="border-b border-line-2 align-top last:border-b-0">
              <th scope="row" className="py-2.5 pr-2 font-normal">
                <code className={CODE}>{type}</code>
              </th>
              <Cell className="py-2.5">
                {codes.length === 0 ? (
                  <span className="text-13 text-ink-2">{t('byType')}</span>
                ) : (
                  <ul className="grid gap-1">
                    {codes.map((code) => (
                      <li key={code} id={code} className={TARGET}>
                        <code className={CODE}>{code}</code>
                      </li>
                    ))}
                  </ul>
                )}
              </Cell>
            </tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

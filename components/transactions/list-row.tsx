import { Flag, NotebookPen } from 'lucide-react'
import type { Route } from 'next'
import type { CSSProperties } from 'react'
import { cx } from '@/components/ui/cx'
import { PendingPill, Pill } from '@/components/ui/pill'
import { fillSlot } from '@/lib/i18n/client-words'
import type { ListRow as Row } from '@/lib/transactions/list-rows'
import { Link } from '../ui/link'
import { ListCheckbox } from './list-checkbox'
import type { ListWords } from './list-words'
import { showAddress } from './show-address'

/** Tags that a row has room for. */
const TAGS_SHOWN = 2
/** Characters of an amount from which on a phone has no room for it at full size, such as of a coin with eight decimals. */
const LONG_AMOUNT = 12

interface ListRowProps {
  row: Row
  href: Route
  /** Its details are open. */
  open: boolean
  checked: boolean
  /** Ticking can do something: the page lives. */
  ready: boolean
  words: ListWords
  onCheck: (row: Row, range: boolean) => void
}

/** One transaction, or a part of one: two lines on a phone, one where there is room. */
export function ListRow({ row, href, open, checked, ready, words, onCheck }: ListRowProps) {
  const { title, category, colour, account, mask, tags, note, pending, flagged, part, aside } = row
  const more = tags.length - TAGS_SHOWN
  return (
    <tr
      data-list-row
      data-selected={open || checked || undefined}
      className={cx(
        'relative h-16 border-b border-line-2 hover:bg-line-2/60 has-[a:focus-visible]:bg-line-2/60 sm:h-11',
        pending && 'text-ink-2',
        (open || checked) && 'bg-chip hover:bg-chip',
      )}
    >
      <td className="pl-4 sm:pl-[22px]">
        <ListCheckbox
          label={fillSlot(words.select, title)}
          checked={checked}
          disabled={!ready}
          onCheck={(range) => onCheck(row, range)}
        />
      </td>
      <td className="min-w-0 overflow-hidden px-2">
        <div className="flex min-w-0 items-center gap-2">
          <Link
            id={`row-${row.key}`}
            href={href}
            scroll={false}
            onNavigate={(event) => {
              event.preventDefault()
              showAddress(href)
            }}
            data-row-link={row.key}
            className="scroll-mt-12 scroll-mb-24 truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-keel"
          >
            {title}
          </Link>
          {row.reviewed ? null : (
            <span className="size-1.5 shrink-0 rounded-full bg-keel" title={words.unreviewed}>
              <span className="sr-only">{words.unreviewed}</span>
            </span>
          )}
          {flagged ? (
            <>
              <Flag
                aria-hidden="true"
                className="size-3 shrink-0 fill-current text-amber"
                strokeWidth={1.75}
              />
              <span className="sr-only">{words.flagged}</span>
            </>
          ) : null}
          {pending ? (
            <PendingPill title={words.pendingHint} className="shrink-0 max-sm:border-0 max-sm:px-0">
              <span className="max-sm:sr-only">{words.pendingPill}</span>
            </PendingPill>
          ) : null}
          {part ? (
            <Pill className="shrink-0">
              {words.partPill}
              <span className="sr-only">: {words.part}</span>
            </Pill>
          ) : null}
          {aside ? <Pill className="shrink-0 max-sm:hidden">{words[aside]}</Pill> : null}
          {note ? (
            <span className="flex min-w-0 shrink-[9] items-center gap-1 text-13 text-ink-2 max-sm:hidden">
              <NotebookPen aria-hidden="true" className="size-3 shrink-0" strokeWidth={1.75} />
              <span className="sr-only">{words.note}: </span>
              <span className="truncate">{note}</span>
            </span>
          ) : null}
          {tags.length > 0 ? (
            <span className="flex min-w-0 shrink-[3] items-center gap-1 max-sm:hidden">
              <span className="sr-only">{words.tags}: </span>
              {tags.slice(0, TAGS_SHOWN).map((tag) => (
                <Pill key={tag} className="min-w-8">
                  <span className="truncate">{tag}</span>
                </Pill>
              ))}
              {more > 0 ? (
                <span className="text-12 text-ink-2">
                  <span aria-hidden="true">+{more}</span>
                  <span className="sr-only">{tags.slice(TAGS_SHOWN).join(', ')}</span>
                </span>
              ) : null}
            </span>
          ) : null}
        </div>
        <p className="flex min-w-0 items-center gap-1.5 text-13 text-ink-2 sm:hidden">
          <span className={cx('min-w-0 truncate', colour && 'marked')} style={markOf(colour)}>
            {[category, account, aside && words[aside], tags.join(', ')].filter(Boolean).join(' · ')}
          </span>
          {note ? (
            <>
              <NotebookPen aria-hidden="true" className="size-3 shrink-0" strokeWidth={1.75} />
              <span className="sr-only">
                {words.note}: {note}
              </span>
            </>
          ) : null}
        </p>
      </td>
      <td className="overflow-hidden text-ink-2 sm:px-2">
        {category ? (
          <span className={cx('block truncate max-sm:hidden', colour && 'marked')} style={markOf(colour)}>
            {category}
          </span>
        ) : null}
      </td>
      <td className="overflow-hidden text-ink-2 wide:px-2">
        <span className="flex min-w-0 gap-1 max-wide:hidden">
          <span className="truncate">{account}</span>
          {mask ? (
            <span className="shrink-0">
              <span aria-hidden="true">{`••${mask}`}</span>
              <span className="sr-only">{fillSlot(words.maskEnding, mask)}</span>
            </span>
          ) : null}
        </span>
      </td>
      <td className="figures pr-4 pl-1 text-right whitespace-nowrap sm:pr-[22px]">
        {row.was ? (
          <span className="money mr-3 text-12 text-ink-2 max-sm:mr-0 max-sm:block">
            {fillSlot(words.was, row.was)}
          </span>
        ) : null}
        <span
          className={cx(
            'money',
            row.moneyIn ? 'text-in' : pending ? 'text-ink-2' : 'text-ink',
            row.amount.length > LONG_AMOUNT && 'max-sm:text-12',
          )}
        >
          {row.amount}
        </span>
      </td>
    </tr>
  )
}

/** The colour of what is `marked`. */
function markOf(colour: string | null): CSSProperties | undefined {
  return colour === null ? undefined : ({ '--mark': colour } as CSSProperties)
}

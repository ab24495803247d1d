'use client'

import { ChevronUp, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { ChoiceList } from '@/components/ui/choice-list'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { showToast } from '@/components/ui/show-toast'
import { Spinner } from '@/components/ui/spinner'
import { sayCount } from '@/lib/i18n/client-words'
import { numberFormat } from '@/lib/i18n/formatters'
import { RenameDialog, TagsDialog } from './bulk-dialogs'
import type { BulkEdit, BulkProgress } from './bulk-run'
import type { BulkWords } from './bulk-words'
import { useChoices } from './use-choices'

/** What is being asked for, over the page. */
export type BulkQuestion = 'category' | 'tags' | 'title'

interface BulkBarProps {
  count: number
  /** How many the filter finds; null where all of them are ticked, or all are on the page. */
  total: number | null
  progress: BulkProgress | null
  asking: BulkQuestion | null
  /** The address's, of the list. */
  query: string
  locale: string
  words: BulkWords
  onAsk: (question: BulkQuestion | null) => void
  onChange: (edit: BulkEdit) => void
  onSelectAll: () => void
  onClear: () => void
}

/** What can be done with what is ticked, at the foot of the page. */
export function BulkBar({
  count,
  total,
  progress,
  asking,
  query,
  locale,
  words,
  onAsk,
  onChange,
  onSelectAll,
  onClear,
}: BulkBarProps) {
  const category = useRef<HTMLButtonElement>(null)
  const busy = progress !== null
  const number = numberFormat(locale)
  const { choices, prepare } = useChoices(query)
  const waiting = asking === 'category' && choices === null

  // Who has ticked something is about to choose.
  const prepareNow = useEffectEvent(prepare)
  useEffect(() => void prepareNow(), [])

  const ensure = useEffectEvent(async () => {
    if (await prepare()) return
    onAsk(null)
    await showToast(words.choicesFailed)
  })
  useEffect(() => {
    if (waiting) void ensure()
  }, [waiting])

  function answer(edit: BulkEdit) {
    onAsk(null)
    onChange(edit)
  }

  return (
    <section
      aria-label={words.label}
      className="fixed inset-x-2 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-30 mx-auto max-w-[46rem] animate-rise-in rounded-card border border-line bg-card p-2 rail:bottom-4 rail:left-[14.5rem]"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p data-public className="figures flex min-w-0 grow items-center gap-2 pl-2 text-13">
          {busy ? (
            <>
              <Spinner />
              <span role="status">
                {progress.total > 0
                  ? words.progress
                      .replace('{done}', number.format(progress.done))
                      .replace('{total}', number.format(progress.total))
                  : null}
              </span>
            </>
          ) : (
            <>
              <span className="font-semibold">{sayCount(words.selected, count, locale)}</span>
              {total !== null && total > count ? (
                <button
                  type="button"
                  onClick={onSelectAll}
                  className="touch-target text-keel underline underline-offset-4"
                >
                  {words.selectAll}
                </button>
              ) : null}
            </>
          )}
        </p>
        <div className="flex items-center gap-1">
          <Button
            ref={category}
            size="small"
            variant="secondary"
            disabled={busy}
            onClick={() => onAsk('category')}
          >
            {words.category}
          </Button>
          <Button size="small" variant="secondary" disabled={busy} onClick={() => onAsk('tags')}>
            {words.tags}
          </Button>
          <Menu
            trigger={
              <Button
                size="small"
                variant="secondary"
                disabled={busy}
                icon={<ChevronUp aria-hidden="true" className="size-3.5" strokeWidth={1.75} />}
              >
                {words.more}
              </Button>
            }
          >
            <MenuItem onSelect={() => onChange({ reviewed: true })}>{words.review}</MenuItem>
            <MenuItem onSelect={() => onChange({ reviewed: false })}>{words.unreview}</MenuItem>
            <MenuItem onSelect={() => onAsk('title')}>{words.rename}</MenuItem>
            <MenuSeparator />
            <MenuItem onSelect={() => onChange({ flagged: true })}>{words.flag}</MenuItem>
            <MenuItem onSelect={() => onChange({ flagged: false })}>{words.unflag}</MenuItem>
            <MenuSeparator />
            <MenuItem onSelect={() => onChange({ transfer: true })}>{words.transfer}</MenuItem>
            <MenuItem onSelect={() => onChange({ transfer: false })}>{words.notTransfer}</MenuItem>
            <MenuItem onSelect={() => onChange({ excluded: true })}>{words.exclude}</MenuItem>
            <MenuItem onSelect={() => onChange({ excluded: false })}>{words.include}</MenuItem>
          </Menu>
          <button
            type="button"
            aria-label={words.clear}
            disabled={busy}
            onClick={onClear}
            className="touch-target grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      </div>
      {asking === 'category' ? (
        <ChoiceList
          label={words.category}
          anchor={category}
          // Open before they are there: who goes on typing types into it.
          groups={
            choices
              ? [{ label: null, choices: [{ value: '', label: words.asBank }] }, ...choices.assignable]
              : []
          }
          chosen={new Set()}
          multiple={false}
          words={{
            placeholder: words.category,
            search: words.choose,
            nothing: choices ? words.nothing : words.loading,
            close: words.close,
          }}
          onPick={(code) => answer({ category: code === '' ? null : code })}
          onClose={() => onAsk(null)}
        />
      ) : null}
      {asking === 'tags' ? (
        <TagsDialog tags={choices?.tags ?? []} words={words} onAnswer={answer} onClose={() => onAsk(null)} />
      ) : null}
      {asking === 'title' ? (
        <RenameDialog words={words} onAnswer={answer} onClose={() => onAsk(null)} />
      ) : null}
    </section>
  )
}

'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useState, useTransition } from 'react'
import type { Result } from '@/lib/result'
import { duplicateRule, editRule, type RuleProblem } from '@/lib/rules/actions'
import { Button, ButtonLink } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { cx } from '../ui/cx'
import { showToast } from '../ui/show-toast'
import { Switch } from '../ui/switch'
import { useHydrated } from '../ui/use-hydrated'

const ConfirmDialog = dynamic(() => import('../ui/dialog').then((loaded) => loaded.ConfirmDialog), {
  ssr: false,
})

/** A rule of the list, in finished words. */
export interface BoardRule {
  id: string
  name: string
  /** "When the text contains “uber”" */
  condition: string
  /** "category Taxis" */
  changes: string
  counts: string
  enabled: boolean
  href: Route
  words: { on: string; up: string; down: string; edit: string; deleteTitle: string }
}

interface RuleBoardProps {
  rules: BoardRule[]
  words: {
    label: string
    edit: string
    off: string
    duplicate: string
    delete: string
    history: string
    historyHint: string
    duplicated: string
    deleted: string
    deleteAll: string
    deleteNew: string
    deleting: string
    cancel: string
    failed: string
    gone: string
  }
}

/** The rules in their order, to be moved, switched, copied and deleted. */
export function RuleBoard({ rules, words }: RuleBoardProps) {
  const hydrated = useHydrated()
  const [history, setHistory] = useState(true)
  const [deleting, setDeleting] = useState<BoardRule | null>(null)
  const [busy, startBusy] = useTransition()
  const shut = !hydrated || busy

  const problemOf = (result: Result<{ id: string }, RuleProblem> | null) =>
    result?.ok ? undefined : result?.code === 'NOT_FOUND' ? words.gone : words.failed

  function act(work: () => Promise<Result<{ id: string }, RuleProblem>>, done?: string) {
    startBusy(async () => {
      const problem = problemOf(await work().catch(() => null))
      if (problem ?? done) await showToast(problem ?? done ?? '')
    })
  }

  return (
    <>
      <ol aria-label={words.label}>
        {rules.map((rule, index) => (
          <li key={rule.id} className="border-t border-line-2 py-3 first:border-t-0 first:pt-0">
            <div className="flex items-start gap-3">
              <div className="-ml-1.5 flex flex-col">
                {(
                  [
                    ['up', -1, index === 0, ArrowUp],
                    ['down', 1, index === rules.length - 1, ArrowDown],
                  ] as const
                ).map(([way, by, atEnd, Icon]) => (
                  <button
                    key={way}
                    type="button"
                    aria-label={rule.words[way]}
                    // Not disabled at the end: the keyboard would lose its place there.
                    aria-disabled={shut || atEnd}
                    onClick={() => {
                      if (!shut && !atEnd) act(() => editRule({ do: 'move', id: rule.id, by, history }))
                    }}
                    className={cx(
                      'touch-target grid size-6 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink',
                      atEnd && 'opacity-40',
                    )}
                  >
                    <Icon aria-hidden="true" className="size-4" strokeWidth={1.75} />
                  </button>
                ))}
              </div>
              <div className={cx('min-w-0 grow', !rule.enabled && 'text-ink-2')}>
                <p className="font-medium">{rule.name}</p>
                <p className="text-13 text-ink-2">
                  {rule.condition}: <span className="text-ink">{rule.changes}</span>
                </p>
                <p className="figures mt-0.5 text-13 text-ink-2">{rule.enabled ? rule.counts : words.off}</p>
                <div className="mt-2 -ml-3 flex flex-wrap gap-1 max-sm:-mr-12">
                  <ButtonLink href={rule.href} variant="quiet" size="small" aria-label={rule.words.edit}>
                    {words.edit}
                  </ButtonLink>
                  <Button
                    variant="quiet"
                    size="small"
                    disabled={shut}
                    aria-label={`${words.duplicate}: ${rule.name}`}
                    onClick={() => act(() => duplicateRule({ id: rule.id, history }), words.duplicated)}
                  >
                    {words.duplicate}
                  </Button>
                  <Button
                    variant="quiet"
                    size="small"
                    disabled={shut}
                    aria-haspopup="dialog"
                    aria-label={`${words.delete}: ${rule.name}`}
                    onClick={() => setDeleting(rule)}
                  >
                    {words.delete}
                  </Button>
                </div>
              </div>
              <Switch
                label={<span className="sr-only">{rule.words.on}</span>}
                checked={rule.enabled}
                disabled={shut}
                onChange={({ currentTarget: { checked } }) =>
                  act(() => editRule({ do: 'enable', id: rule.id, enabled: checked, history }))
                }
              />
            </div>
          </li>
        ))}
      </ol>
      <div className="mt-1 border-t border-line-2 pt-4">
        <Checkbox
          label={words.history}
          checked={history}
          onChange={({ currentTarget }) => setHistory(currentTarget.checked)}
        />
        <p className="mt-1 pl-7 text-13 text-ink-2">{words.historyHint}</p>
      </div>
      {deleting ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => {
            if (!open) setDeleting(null)
          }}
          title={deleting.words.deleteTitle}
          description={<p>{history ? words.deleteAll : words.deleteNew}</p>}
          confirmLabel={words.delete}
          cancelLabel={words.cancel}
          pendingLabel={words.deleting}
          onConfirm={async () => {
            const removed = editRule({ do: 'remove', id: deleting.id, history })
            const problem = problemOf(await removed.catch(() => null))
            if (!problem) await showToast(words.deleted)
            return problem
          }}
        />
      ) : null}
    </>
  )
}

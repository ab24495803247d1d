import type { Route } from 'next'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { getCategoryBook } from '@/lib/categories/queries'
import {
  findHistoryProgress,
  listRuleAccounts,
  listRuleRuns,
  listRules,
  listSuggestions,
} from '@/lib/rules/queries'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Skeleton, SkeletonGroup } from '../ui/skeleton'
import { ApplyAllButton } from './apply-all-button'
import { DismissSuggestion } from './dismiss-suggestion'
import { MakeRuleButton } from './make-rule-button'
import { RuleBoard } from './rule-board'
import { RunLog } from './run-log'
import { RUN_SLOTS } from './run-slots'
import { RunWatch } from './run-watch'
import { type Saying, sayChanges, sayCondition } from './say-rule'

/** The person's rules, what could be one, what is being applied and what was. */
export async function Rules() {
  const [t, say, locale, timeZone, book, accounts, rules, suggestions, run, runs] = await Promise.all([
    getTranslations('rules'),
    getTranslations('rules.say'),
    getLocale(),
    getTimeZone(),
    getCategoryBook(),
    listRuleAccounts(),
    listRules(),
    listSuggestions(),
    findHistoryProgress(),
    listRuleRuns(),
  ])
  const saying: Saying = { t: say, locale, book, accounts }
  const [done, total, changed] = RUN_SLOTS
  return (
    <div className="grid gap-4">
      <RunWatch
        initial={run}
        locale={locale}
        words={{
          title: t('run.title'),
          detail: t('run.detail', { done, total, changed }),
          leave: t('run.leave'),
        }}
      />
      {suggestions.length > 0 ? (
        <Card aria-labelledby="suggestions">
          <CardHeader id="suggestions" title={t('suggestions.title')} description={t('suggestions.lead')} />
          <ul>
            {suggestions.map(({ merchantKey, title, category, times, matched, changes }) => (
              <li
                key={merchantKey}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line-2 py-3 last:pb-0"
              >
                <p className="min-w-0 flex-[1_1_18rem]">
                  {t('suggestions.says', {
                    times,
                    merchant: title,
                    category: book.fullNameOf(category) ?? category,
                  })}{' '}
                  <span className="text-ink-2">{t('suggestions.would', { changes, matched })}</span>
                </p>
                <div className="flex flex-wrap gap-2">
                  <DismissSuggestion
                    merchantKey={merchantKey}
                    category={category}
                    words={{
                      label: t('suggestions.dismiss'),
                      name: t('suggestions.dismissOf', { merchant: title }),
                      dismissed: t('suggestions.dismissed', { merchant: title }),
                      undo: t('suggestions.undo'),
                      failed: t('errors.failed'),
                    }}
                  />
                  <ButtonLink
                    href={`/rules/new?${new URLSearchParams({ merchant: merchantKey, category })}` as Route}
                    variant="quiet"
                    size="small"
                    aria-label={t('suggestions.lookOf', { merchant: title })}
                  >
                    {t('suggestions.look')}
                  </ButtonLink>
                  <MakeRuleButton
                    merchantKey={merchantKey}
                    category={category}
                    words={{
                      label: t('suggestions.make'),
                      name: t('suggestions.makeOf', { merchant: title }),
                      made: t('suggestions.made', { merchant: title }),
                      failed: t('errors.failed'),
                    }}
                  />
                </div>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {rules.length === 0 ? (
        <Card>
          <EmptyState
            title={t('empty.title')}
            action={<ButtonLink href={'/rules/new' as Route}>{t('new')}</ButtonLink>}
          >
            {t('empty.body')}
          </EmptyState>
        </Card>
      ) : (
        <Card aria-labelledby="rules">
          <CardHeader
            id="rules"
            title={t('list.title')}
            description={t('list.order')}
            actions={
              <ApplyAllButton
                words={{ label: t('list.applyAll'), pending: t('list.applying'), failed: t('errors.failed') }}
              />
            }
          />
          <RuleBoard
            rules={rules.map((rule, index) => {
              const name = rule.name || t('list.unnamed', { place: index + 1 })
              return {
                id: rule.id,
                name,
                condition: sayCondition(rule.condition, saying),
                changes: sayChanges(rule.changes, saying),
                counts: t('list.counts', { count: rule.count }),
                enabled: rule.enabled,
                href: `/rules/${rule.id}` as Route,
                words: {
                  on: t('list.on', { name }),
                  up: t('list.up', { name }),
                  down: t('list.down', { name }),
                  edit: t('list.editOf', { name }),
                  deleteTitle: t('list.deleteTitle', { name }),
                },
              }
            })}
            words={{
              label: t('list.title'),
              edit: t('list.edit'),
              off: t('list.off'),
              duplicate: t('list.duplicate'),
              delete: t('list.delete'),
              history: t('list.history'),
              historyHint: t('list.historyHint'),
              duplicated: t('list.duplicated'),
              deleted: t('list.deleted'),
              deleteAll: t('list.deleteAll'),
              deleteNew: t('list.deleteNew'),
              deleting: t('list.deleting'),
              cancel: t('form.cancel'),
              failed: t('errors.failed'),
              gone: t('errors.gone'),
            }}
          />
        </Card>
      )}
      {runs.length > 0 ? <RunLog runs={runs} locale={locale} timeZone={timeZone} /> : null}
    </div>
  )
}

export function RulesSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label}>
      <Card>
        <Skeleton className="h-6 w-32" />
        <div className="mt-4 grid gap-5">
          {[0, 1, 2].map((row) => (
            <div key={row} className="grid gap-2">
              <Skeleton className="h-4 w-48" />
              <Skeleton className="h-4 w-full max-w-md" />
              <Skeleton className="h-4 w-40" />
            </div>
          ))}
        </div>
      </Card>
    </SkeletonGroup>
  )
}

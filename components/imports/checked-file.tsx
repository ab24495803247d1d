'use client'

import { useId, useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { fillSlot, sayCount } from '@/lib/i18n/client-words'
import { dateTimeFormat, numberFormat } from '@/lib/i18n/formatters'
import type { ImportCheck } from '@/lib/imports/intake'
import type { BalanceRule } from '@/lib/imports/schema'
import { formatMoney, moneyText } from '@/lib/money/format'
import { fillNamed } from './fill-named'
import type { ImportWords } from './import-words'

const SHOWN = 200

interface CheckedFileProps {
  check: ImportCheck
  words: ImportWords['check']
  locale: string
  isSending: boolean
  onBack: () => void
  /** @param again lines that are imported although the account has them. */
  onImport: (balance: BalanceRule, again: number[]) => void
}

/** The file's own word first; else what was said of an account without transactions stays. */
function usualRule({ balanceOfFile, isFirst, balance }: ImportCheck): BalanceRule {
  if (balanceOfFile) return 'file'
  return isFirst && balance !== '0' ? 'keep' : 'add'
}

/** What the account has already of a file, what becomes of its balance, and the button that imports the rest. */
export function CheckedFile({ check, words, locale, isSending, onBack, onImport }: CheckedFileProps) {
  const { currency, duplicates } = check
  const [again, setAgain] = useState<ReadonlySet<number>>(new Set())
  const [rule, setRule] = useState<BalanceRule>(() => usualRule(check))
  const name = useId()
  const number = (value: number) => numberFormat(locale).format(value)
  const money = (amount: string) => moneyText({ amount, currency }, locale)
  const day = (text: string) =>
    dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`))
  const count = check.rows - duplicates.length + again.size
  const rules: { rule: BalanceRule; text: string }[] = [
    ...(check.balanceOfFile
      ? [
          {
            rule: 'file' as const,
            text: fillNamed(words.rules.file, {
              balance: money(check.balanceOfFile.balance),
              day: day(check.balanceOfFile.day),
            }),
          },
        ]
      : []),
    {
      rule: 'add',
      text: fillNamed(words.rules.add, { before: money(check.balance), after: money(check.balanceAfter) }),
    },
    { rule: 'keep', text: fillNamed(words.rules.keep, { before: money(check.balance) }) },
  ]

  return (
    <div className="grid gap-6">
      {duplicates.length === 0 ? (
        <p role="status">{words.noDuplicates}</p>
      ) : (
        <section aria-label={words.duplicatesTable} className="grid gap-2">
          <p role="status" className="font-semibold">
            {sayCount(words.duplicates, duplicates.length, locale)}
          </p>
          <p className="max-w-prose text-ink-2">{words.duplicatesBody}</p>
          <div className="max-h-96 overflow-y-auto">
            <Table aria-label={words.duplicatesTable}>
              <TableHead className="sr-only">
                <Row>
                  <HeadCell>{words.againHead}</HeadCell>
                  <HeadCell>{words.duplicatesTable}</HeadCell>
                  <HeadCell />
                  <HeadCell />
                </Row>
              </TableHead>
              <TableBody>
                {duplicates.slice(0, SHOWN).map((row) => (
                  <Row key={row.line}>
                    <Cell>
                      <Checkbox
                        label={fillSlot(words.again, String(row.line))}
                        labelHidden
                        checked={again.has(row.line)}
                        onChange={({ currentTarget: { checked } }) => {
                          const next = new Set(again)
                          if (checked) next.add(row.line)
                          else next.delete(row.line)
                          setAgain(next)
                        }}
                      />
                    </Cell>
                    <Cell className="figures whitespace-nowrap text-ink-2">{day(row.day)}</Cell>
                    <Cell className="w-full max-w-0">
                      <span className="block truncate">{row.description}</span>
                    </Cell>
                    <Cell align="right">
                      <Amount
                        parts={formatMoney({ amount: row.amount, currency }, locale, { sign: 'always' })}
                      />
                    </Cell>
                  </Row>
                ))}
              </TableBody>
            </Table>
          </div>
          {duplicates.length > SHOWN ? (
            <p className="text-13 text-ink-2">
              {fillSlot(words.moreDuplicates, number(duplicates.length - SHOWN))}
            </p>
          ) : null}
        </section>
      )}
      {count === 0 ? (
        <p role="status">{words.nothingNew}</p>
      ) : (
        <fieldset className="grid gap-1">
          <legend className="mb-2 font-semibold">{words.balance}</legend>
          {rules.map((one) => (
            <label
              key={one.rule}
              className="flex min-h-8 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11"
            >
              <input
                type="radio"
                name={name}
                checked={rule === one.rule}
                onChange={() => setRule(one.rule)}
                className="size-4 shrink-0 accent-keel"
              />
              <span className="figures">{one.text}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="flex flex-wrap gap-2">
        {count > 0 ? (
          <Button
            pending={isSending}
            pendingLabel={fillSlot(words.importing, number(count))}
            onClick={() => onImport(rule, [...again])}
          >
            {fillSlot(words.submitImport, number(count))}
          </Button>
        ) : null}
        <Button variant="secondary" disabled={isSending} onClick={onBack}>
          {words.back}
        </Button>
      </div>
      {isSending ? (
        <p role="status" className="text-13 text-ink-2">
          {words.wait}
        </p>
      ) : null}
    </div>
  )
}

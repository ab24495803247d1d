'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo, useState, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorText } from '@/components/ui/error-text'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { fillSlot } from '@/lib/i18n/client-words'
import { numberFormat } from '@/lib/i18n/formatters'
import { columnOf, guessMapping, withFormats } from '@/lib/imports/guess-mapping'
import type { ImportCheck, ImportDone } from '@/lib/imports/intake'
import { isComplete, readRows } from '@/lib/imports/read-csv'
import type { FileTable } from '@/lib/imports/read-table'
import type { ImportFailure, ImportMapping, ImportSettings } from '@/lib/imports/schema'
import { writeUpload } from '@/lib/imports/write-upload'
import type { Result } from '@/lib/result'
import { CheckedFile } from './checked-file'
import { ColumnsForm } from './columns-form'
import { fillNamed } from './fill-named'
import type { ImportWords } from './import-words'
import { PreviewTable } from './preview-table'
import { UnreadRows } from './unread-rows'

interface OpenedFileProps {
  accountId: string
  currency: string
  today: string
  lastMapping: ImportMapping | null
  fileName: string
  bytes: Uint8Array<ArrayBuffer>
  table: FileTable
  words: ImportWords
}

/** Whether a file has the columns of another, by their names. */
function isAlike(mapping: ImportMapping, last: ImportMapping | null): last is ImportMapping {
  return (
    last !== null &&
    last.headers.length > 0 &&
    last.headers.length === mapping.headers.length &&
    last.headers.every((name, place) => name === mapping.headers[place])
  )
}

async function send(
  bytes: Uint8Array<ArrayBuffer>,
  settings: ImportSettings,
): Promise<Result<ImportCheck | ImportDone, ImportFailure | 'unreachable'>> {
  try {
    const response = await fetch('/api/imports', {
      method: 'POST',
      headers: { 'content-type': 'application/gzip' },
      body: await writeUpload(bytes, settings),
    })
    return await response.json()
  } catch {
    return { ok: false, code: 'unreachable' }
  }
}

/** A file that was read: what its columns are, what would become of its rows, and what the account has already. */
export function OpenedFile(props: OpenedFileProps) {
  const { accountId, currency, today, lastMapping, fileName, bytes, table, words } = props
  const router = useRouter()
  const [guess] = useState(() => guessMapping(table))
  const isRemembered = isAlike(guess.mapping, lastMapping)
  const [mapping, setMapping] = useState(isRemembered && lastMapping ? lastMapping : guess.mapping)
  /** Day or month first: said by the person, where the file leaves it open. */
  const [hasOrder, setHasOrder] = useState(isRemembered || !guess.dates.isAmbiguous)
  const [isAccepted, setAccepted] = useState(false)
  const [check, setCheck] = useState<ImportCheck>()
  const [isSending, startSending] = useTransition()
  const [problem, setProblem] = useState<string>()
  const read = useDeferredValue(mapping)
  const rows = useMemo(
    () => (isComplete(read) ? readRows(table, read, { currency, today: toCalendarDate(today) }) : null),
    [table, read, currency, today],
  )

  function change(next: Partial<ImportMapping>) {
    setCheck(undefined)
    setProblem(undefined)
    const isMoved = next.columns !== undefined && next.columns.date !== mapping.columns.date
    if (!isMoved) return setMapping({ ...mapping, ...next })
    const anew = withFormats(table, { ...mapping, ...next })
    setMapping({ ...mapping, ...next, dateOrder: anew.mapping.dateOrder })
    setHasOrder(!anew.dates.isAmbiguous)
  }

  function post(store: ImportSettings['store']) {
    setProblem(undefined)
    startSending(async () => {
      const result = await send(bytes, { accountId, fileName, mapping, store })
      if (!result.ok) return setProblem(words.problems[result.code])
      if (result.value.kind === 'check') return setCheck(result.value)
      router.push(`/accounts/${accountId}/import?done=${result.value.importId}` as Route)
    })
  }

  const number = (value: number) => numberFormat(words.locale).format(value)
  const unread = rows?.problems.length ?? 0
  const example = columnOf(table, mapping.columns.date, mapping.hasHeader).find((cell) => cell.trim() !== '')
  const isReady = rows !== null && rows.rows.length > 0 && hasOrder && (unread === 0 || isAccepted)

  return (
    <div className="grid gap-6">
      <div>
        <p className="wrap-anywhere">
          {fillNamed(words.foundFile, {
            name: fileName,
            rows: number(table.rows.length - (mapping.hasHeader ? 1 : 0)),
            encoding: table.encoding.toUpperCase(),
            delimiter: words.delimiters[table.delimiter],
          })}
        </p>
        {table.preamble.length > 0 ? (
          <p className="text-13 text-ink-2">{fillSlot(words.preamble, number(table.preamble.length))}</p>
        ) : null}
        {isRemembered ? <p className="text-13 text-ink-2">{words.remembered}</p> : null}
      </div>
      {check ? null : (
        <>
          <ColumnsForm
            table={table}
            mapping={mapping}
            isOrderOpen={!hasOrder}
            example={example ?? ''}
            words={words.columns}
            onChange={change}
            onOrder={(dateOrder) => {
              setHasOrder(true)
              change({ dateOrder })
            }}
          />
          {rows === null ? (
            <p className="text-ink-2">{words.columns.incomplete}</p>
          ) : (
            <>
              <PreviewTable
                rows={rows.rows}
                currency={currency}
                locale={words.locale}
                words={words.preview}
              />
              {unread > 0 ? (
                <UnreadRows problems={rows.problems} locale={words.locale} words={words.unread}>
                  <Checkbox
                    label={words.unread.accept}
                    checked={isAccepted}
                    onChange={({ currentTarget }) => setAccepted(currentTarget.checked)}
                  />
                </UnreadRows>
              ) : null}
            </>
          )}
          <ErrorText>{problem}</ErrorText>
          <div>
            <Button
              disabled={!isReady}
              pending={isSending}
              pendingLabel={words.check.checking}
              onClick={() => post(null)}
            >
              {words.check.submit}
            </Button>
          </div>
        </>
      )}
      {check ? (
        <>
          <CheckedFile
            check={check}
            words={words.check}
            locale={words.locale}
            isSending={isSending}
            onBack={() => setCheck(undefined)}
            onImport={(balance, again) => post({ balance, again, withoutUnread: isAccepted })}
          />
          {problem ? <Banner tone="alarm" role="alert" title={problem} /> : null}
        </>
      ) : null}
    </div>
  )
}

'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { type PluralForms, sayCount } from '@/lib/i18n/client-words'
import { importRates } from '@/lib/rates/actions'
import type { FileProblem, Kept } from '@/lib/rates/read-file'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { useHydrated } from '../ui/use-hydrated'

type Problem = FileProblem | 'NONE'

interface ImportFormProps {
  kept: Kept
  locale: string
  words: {
    kept: string
    file: string
    submit: string
    submitting: string
    imported: PluralForms
    problems: Record<Problem, string>
    unreachable: string
  }
}

/** Takes rates from a file of the European Central Bank: read in the browser, which sends what is kept of it. */
export function ImportForm({ kept, locale, words }: ImportFormProps) {
  const hydrated = useHydrated()
  const [sending, startSending] = useTransition()
  const [problem, setProblem] = useState<string>()
  const [imported, setImported] = useState<string>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const file = new FormData(event.currentTarget).get('file')
    setImported(undefined)
    if (!(file instanceof File) || file.size === 0) return setProblem(words.problems.NONE)
    setProblem(undefined)
    startSending(async () => {
      try {
        const { readRatesFile } = await import('@/lib/rates/read-file')
        const read = await readRatesFile(new Uint8Array(await file.arrayBuffer()), kept)
        if (typeof read === 'string') return setProblem(words.problems[read])
        const result = await importRates(read)
        if (result.ok) return setImported(sayCount(words.imported, result.value.count, locale))
        setProblem(words.problems[result.code === 'OLD' ? 'OLD' : 'FORMAT'])
      } catch {
        setProblem(words.unreachable)
      }
    })
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={submit}
      onChange={() => {
        setProblem(undefined)
        setImported(undefined)
      }}
      className="grid max-w-form gap-4"
    >
      <Field
        type="file"
        name="file"
        label={words.file}
        hint={words.kept}
        error={problem}
        accept=".csv,.zip,text/csv,application/zip"
        inputClassName="py-1.5 file:mr-3 file:rounded-control file:border-0 file:bg-chip file:px-2 file:text-13 file:text-ink pointer-coarse:py-2.5"
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" disabled={!hydrated} pending={sending} pendingLabel={words.submitting}>
          {words.submit}
        </Button>
        <p role="status" className="text-13 text-in">
          {imported}
        </p>
      </div>
    </form>
  )
}

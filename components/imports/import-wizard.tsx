'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { ErrorText } from '@/components/ui/error-text'
import { Field } from '@/components/ui/field'
import { Progress } from '@/components/ui/progress'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { FileTable, TableProblem } from '@/lib/imports/read-table'
import type { ImportMapping } from '@/lib/imports/schema'
import type { ImportWords } from './import-words'

/** The reader of files, and all that is shown of one: asked for with the first file. */
const OpenedFile = dynamic(() => import('./opened-file').then((loaded) => loaded.OpenedFile), { ssr: false })

interface ImportWizardProps {
  accountId: string
  currency: string
  today: string
  /** How the columns of the last file were read. */
  lastMapping: ImportMapping | null
  words: ImportWords
}

interface Chosen {
  fileName: string
  bytes: Uint8Array<ArrayBuffer>
  table: FileTable
}

/** Asks for a file and reads it in the browser; nothing leaves the machine before the person goes on. */
export function ImportWizard(props: ImportWizardProps) {
  const { words } = props
  const hydrated = useHydrated()
  const [chosen, setChosen] = useState<Chosen>()
  const [isReading, setReading] = useState(false)
  const [problem, setProblem] = useState<TableProblem>()

  async function open(file: File) {
    setChosen(undefined)
    setProblem(undefined)
    setReading(true)
    try {
      const { MOST_BYTES, readTable } = await import('@/lib/imports/read-table')
      if (file.size > MOST_BYTES) return setProblem('TOO_LARGE')
      const bytes = new Uint8Array(await file.arrayBuffer())
      const read = readTable(bytes)
      if (read.ok) setChosen({ fileName: file.name, bytes, table: read.value })
      else setProblem(read.code)
    } finally {
      setReading(false)
    }
  }

  return (
    <div className="grid gap-6">
      <Field
        label={words.file}
        hint={words.fileHint}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        disabled={!hydrated}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) void open(file)
        }}
        inputClassName="py-1.5 file:mr-3 file:rounded-control file:border-0 file:bg-chip file:px-2 file:text-13 file:text-ink pointer-coarse:py-2.5"
        className="max-w-prose"
      />
      {isReading ? <Progress label={words.reading} /> : null}
      {problem ? <Banner tone="alarm" role="alert" title={words.problems[problem]} /> : <ErrorText />}
      {chosen ? <OpenedFile key={keyOf(chosen)} {...props} {...chosen} /> : null}
    </div>
  )
}

let opened = 0
const keys = new WeakMap<Uint8Array, number>()

/** Another file begins anew, also one of the same name. */
function keyOf({ bytes }: Chosen): number {
  const known = keys.get(bytes)
  if (known !== undefined) return known
  opened += 1
  keys.set(bytes, opened)
  return opened
}

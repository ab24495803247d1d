'use client'

import { type ReactNode, useState } from 'react'
import { Switch } from '../ui/switch'

interface KindSwitchesProps {
  kind: string
  name: string
  hint: string
  inApp: boolean
  inBrowser: boolean
  words: { inApp: ReactNode; inBrowser: ReactNode }
}

/** Whether and where the person is told of one kind: in browsers only of what they are told of at all. */
export function KindSwitches({ kind, name, hint, inApp, inBrowser, words }: KindSwitchesProps) {
  const [isTold, setTold] = useState(inApp)
  return (
    <fieldset className="grid gap-x-6 gap-y-3 py-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
      <div>
        <legend className="float-left font-medium">{name}</legend>
        <p className="clear-both text-13 text-ink-2">{hint}</p>
      </div>
      <div className="grid content-start gap-3">
        <Switch
          name={`app.${kind}`}
          label={words.inApp}
          defaultChecked={inApp}
          onChange={({ currentTarget }) => setTold(currentTarget.checked)}
        />
        <Switch name={`push.${kind}`} label={words.inBrowser} defaultChecked={inBrowser} disabled={!isTold} />
      </div>
    </fieldset>
  )
}

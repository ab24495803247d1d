'use client'

import dynamic from 'next/dynamic'
import { type ComponentProps, useCallback, useState } from 'react'
import type { DemoControls } from './demo-controls'

/** Most visits never open the panel: what is in it comes when that happens. */
const Controls = dynamic(() => import('./demo-controls').then((loaded) => loaded.DemoControls), {
  ssr: false,
})

/** The controls, loaded when the `<details>` around them is opened for the first time. */
export function DemoControlsLater(props: ComponentProps<typeof DemoControls>) {
  const [wanted, setWanted] = useState(false)
  const watch = useCallback((place: HTMLDivElement | null) => {
    const panel = place?.closest('details')
    if (!panel) return
    const look = () => panel.open && setWanted(true)
    look()
    panel.addEventListener('toggle', look)
    return () => panel.removeEventListener('toggle', look)
  }, [])
  return (
    // As high as what comes, so that the panel opens once.
    <div ref={watch} className="grid min-h-90 content-start">
      {wanted ? <Controls {...props} /> : null}
    </div>
  )
}

'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { cx } from '@/components/ui/cx'

interface ListDropProps {
  /** On the button; with `labelHidden` for assistive technology only. */
  label: string
  labelHidden?: boolean
  icon: ReactNode
  /** Behind the label, such as how many filters are on. */
  mark?: ReactNode
  title: string
  closeLabel: string
  /** Wide enough for fields side by side. */
  wide?: boolean
  /** It looks as if it will be opened. */
  onNear?: () => void
  onOpen?: () => void
  children: ReactNode
}

/**
 * A button with a panel: below it where there is room, from below on a phone. The platform's own disclosure, so that it
 * opens before any script; with one, Escape and a press elsewhere close it.
 */
export function ListDrop({
  label,
  labelHidden = false,
  icon,
  mark,
  title,
  closeLabel,
  wide = false,
  onNear,
  onOpen,
  children,
}: ListDropProps) {
  const box = useRef<HTMLDetailsElement>(null)

  useEffect(() => {
    function press({ target }: PointerEvent) {
      const details = box.current
      // What opens out of the panel lies elsewhere in the document.
      if (!details?.open || document.querySelector('[role=dialog]')) return
      if (target instanceof Node && !details.contains(target)) details.open = false
    }
    document.addEventListener('pointerdown', press)
    return () => document.removeEventListener('pointerdown', press)
  }, [])

  function close() {
    if (!box.current) return
    box.current.open = false
    box.current.querySelector('summary')?.focus()
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !box.current?.open || event.defaultPrevented) return
    event.preventDefault()
    close()
  }

  return (
    <details
      ref={box}
      onKeyDown={press}
      onPointerEnter={onNear}
      onFocus={onNear}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) onOpen?.()
      }}
      className="group/drop relative shrink-0"
    >
      <summary
        className={buttonClass({
          variant: 'secondary',
          className: cx(
            'list-none [&::-webkit-details-marker]:hidden',
            labelHidden ? 'w-9 px-0! pointer-coarse:w-11' : 'px-3 font-medium',
          ),
        })}
      >
        {icon}
        <span className={labelHidden ? 'sr-only' : undefined}>{label}</span>
        {mark}
      </summary>
      <div aria-hidden="true" className="fixed inset-0 z-40 bg-shade sm:hidden" />
      <div
        className={cx(
          'z-40 animate-rise-in border-line bg-card',
          'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:rounded-t-card max-sm:border-t max-sm:pb-[max(1rem,env(safe-area-inset-bottom))]',
          'sm:absolute sm:top-full sm:right-0 sm:mt-1.5 sm:rounded-card sm:border',
          wide ? 'sm:w-[34rem]' : 'sm:w-80',
        )}
      >
        <div className="flex items-center justify-between gap-3 px-4 pt-3 pb-1">
          <h2 className="text-17">{title}</h2>
          <button
            type="button"
            aria-label={closeLabel}
            onClick={close}
            className="touch-target -mr-2 grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
        <div className="px-4 pt-1 pb-4">{children}</div>
      </div>
    </details>
  )
}

'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { cx } from '@/components/ui/cx'
import { BudgetForm, type BudgetFormProps } from './budget-form'

interface BudgetEditorProps extends BudgetFormProps {
  /** On the line that opens the form. */
  label: ReactNode
  /** Said instead of it, where several lines of a page have the same. */
  name?: string
  open?: boolean
  className?: string
}

/** A form under a line that opens it: the platform's own, so that it opens before any script. It closes when done. */
export function BudgetEditor({ label, name, open, className, ...form }: BudgetEditorProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const line = useRef<HTMLElement>(null)

  function close() {
    if (details.current) details.current.open = false
    line.current?.focus()
  }

  return (
    <details ref={details} open={open} className={cx('group/editor', className)}>
      <summary
        ref={line}
        aria-label={name}
        className="touch-target inline-flex min-h-8 list-none items-center gap-1 rounded-control text-13 text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 transition-transform group-open/editor:rotate-90 motion-reduce:transition-none"
          strokeWidth={1.75}
        />
        {label}
      </summary>
      {/* What is stored now stands in the boxes, also after an undo. */}
      <BudgetForm key={`${form.month} ${form.amountText} ${form.rollover}`} {...form} onDone={close} />
    </details>
  )
}

'use client'

import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx'

const ITEM = cx(
  'flex min-h-8 items-center gap-2 rounded-control px-2.5 text-14 outline-none select-none pointer-coarse:min-h-11',
  'data-[highlighted]:bg-chip data-[disabled]:opacity-60',
)

/** A button (`trigger`) that opens a short list of things to do. */
export function Menu({
  trigger,
  align = 'end',
  children,
}: {
  trigger: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-44 animate-rise-in rounded-card border border-line bg-card p-1.5"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** One thing to do. */
export function MenuItem({
  onSelect,
  icon,
  danger = false,
  disabled,
  children,
}: {
  onSelect: () => void
  icon?: ReactNode
  danger?: boolean
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <DropdownMenu.Item
      disabled={disabled}
      onSelect={onSelect}
      className={cx(ITEM, 'cursor-pointer', danger ? 'text-alarm' : 'text-ink')}
    >
      {icon}
      {children}
    </DropdownMenu.Item>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-2 my-1.5 h-px bg-line-2" />
}

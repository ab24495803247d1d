'use client'

import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import type { ChoiceGroup, ChoiceWords } from './choice'
import { cx } from './cx'
import { matchScore } from './match-score'
import { Popover } from './popover'
import { Sheet } from './sheet'

interface ChoiceListProps {
  label: string
  anchor: RefObject<HTMLElement | null>
  groups: readonly ChoiceGroup[]
  chosen: ReadonlySet<string>
  multiple: boolean
  words: ChoiceWords
  onPick: (value: string) => void
  onClose: () => void
}

/** As wide as a sheet is from below: the tokens' `sm`. */
const PHONE = '(max-width: 39.99rem)'

const GROUP =
  '**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2.5 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:text-ink-2'

const score = (_: string, typed: string, [name = '', ...others]: string[] = []) =>
  matchScore(name, typed, others)

/** The open list: a box that narrows it down, groups, and what is chosen ticked. Arrow keys choose, Enter picks. */
export function ChoiceList({ label, anchor, onClose, ...list }: ChoiceListProps) {
  const [isSheet] = useState(() => window.matchMedia(PHONE).matches)
  const change = (open: boolean) => {
    if (!open) onClose()
  }
  return isSheet ? (
    <Sheet title={label} closeLabel={list.words.close} open onOpenChange={change}>
      <List label={label} {...list} inSheet />
    </Sheet>
  ) : (
    <Popover label={label} anchor={anchor} open onOpenChange={change} flush matchWidth>
      <List label={label} {...list} />
    </Popover>
  )
}

function List({
  label,
  groups,
  chosen,
  multiple,
  words,
  onPick,
  inSheet = false,
}: Omit<ChoiceListProps, 'anchor' | 'onClose'> & { inSheet?: boolean }) {
  const [first] = useState(() => [...chosen][0])
  const list = useRef<HTMLDivElement>(null)
  return (
    <Command
      label={label}
      loop
      vimBindings={false}
      defaultValue={first}
      filter={score}
      className="flex min-h-0 grow flex-col"
    >
      <div
        className={cx(
          'flex shrink-0 items-center gap-2.5 border-b border-line px-3',
          inSheet && '-mx-4 -mt-4',
        )}
      >
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-2" strokeWidth={1.75} />
        <Command.Input
          // The best answer comes first, wherever the list stood before.
          onValueChange={() => requestAnimationFrame(() => list.current?.scrollTo(0, 0))}
          placeholder={words.search}
          autoCapitalize="none"
          className="h-10 min-w-0 grow bg-transparent text-14 outline-none placeholder:text-ink-3 pointer-coarse:h-12 pointer-coarse:text-[1rem]"
        />
      </div>
      <Command.List
        ref={list}
        label={label}
        aria-multiselectable={multiple || undefined}
        className={cx(
          'min-h-0 overflow-y-auto overscroll-contain',
          inSheet ? 'h-[60dvh] py-1.5' : 'max-h-80 p-1.5',
        )}
      >
        <Command.Empty className="px-2.5 py-6 text-center text-ink-2">{words.nothing}</Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group.label ?? ''}
            value={group.label ?? '—'}
            heading={group.label ?? undefined}
            className={GROUP}
          >
            {group.choices.map(({ value, label: name, icon, detail, otherWords = '' }) => {
              const isChosen = chosen.has(value)
              return (
                <Command.Item
                  key={value}
                  value={value}
                  keywords={[name, group.label ?? '', detail ?? '', otherWords]}
                  onSelect={() => onPick(value)}
                  aria-checked={multiple ? isChosen : undefined}
                  className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-1 select-none data-[selected=true]:bg-chip pointer-coarse:min-h-11"
                >
                  {icon}
                  <span className={cx('min-w-0 grow truncate', isChosen && 'font-semibold')}>{name}</span>
                  {detail ? <span className="max-w-[45%] truncate text-13 text-ink-2">{detail}</span> : null}
                  <Check
                    aria-hidden="true"
                    className={cx('size-4 shrink-0 text-keel', !isChosen && 'invisible')}
                    strokeWidth={2}
                  />
                </Command.Item>
              )
            })}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}

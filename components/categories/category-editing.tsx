'use client'

import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { Button, type ButtonVariant } from '../ui/button'
import { useHydrated } from '../ui/use-hydrated'
import type { CategoryFormWords, EditedCategory, GroupChoice } from './category-form-words'

const load = () => import('./category-dialog').then((loaded) => loaded.CategoryDialog)
const CategoryDialog = dynamic(load, { ssr: false })

const EditingContext = createContext<(category: EditedCategory) => void>(() => {})

interface CategoryEditingProps {
  groups: GroupChoice[]
  /** What a deleted category's transactions can get instead. */
  categories: { label: string; choices: { value: string; label: string }[] }[]
  locale: string
  words: CategoryFormWords
  children: ReactNode
}

/** Has the one form in which a category is changed or made; the buttons inside open it. */
export function CategoryEditing({ children, ...form }: CategoryEditingProps) {
  const [edited, setEdited] = useState<EditedCategory | null>(null)
  return (
    <EditingContext value={setEdited}>
      {children}
      {edited ? (
        <CategoryDialog
          key={edited.code ?? 'new'}
          category={edited}
          onClose={() => setEdited(null)}
          {...form}
        />
      ) : null}
    </EditingContext>
  )
}

interface EditCategoryButtonProps {
  category: EditedCategory
  /** Says which, where `children` do not. */
  label?: string
  variant?: ButtonVariant
  size?: 'small' | 'medium'
  className?: string
  children: ReactNode
}

export function EditCategoryButton({
  category,
  label,
  variant = 'quiet',
  size = 'small',
  className,
  children,
}: EditCategoryButtonProps) {
  const edit = useContext(EditingContext)
  const hydrated = useHydrated()
  const prepare = () => void load().catch(() => {})
  return (
    <Button
      variant={variant}
      size={size}
      className={className}
      aria-label={label}
      aria-haspopup="dialog"
      disabled={!hydrated}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => edit(category)}
    >
      {children}
    </Button>
  )
}

import { CategoryMark } from '@/components/ui/category-mark'
import type { BudgetLine } from '@/lib/budgets/budget-view'
import type { BudgetPlace } from '@/lib/budgets/queries'
import { budgetsHref } from '@/lib/budgets/search'
import type { CategoryBook } from '@/lib/categories/category-book'
import { Link } from '../ui/link'
import { BudgetFigures } from './budget-figures'
import { EditorOf } from './editor-of'

interface BudgetRowProps {
  place: BudgetPlace
  line: BudgetLine
  /** What the row is called here, such as "All of Travel". */
  name: string
  book: CategoryBook
}

/** A budget in its month: the way to its days and months, how far it is, and the form that changes it. */
export function BudgetRow({ place, line, name, book }: BudgetRowProps) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-3">
      <CategoryMark {...book.markOf(line.code)} className="mt-0.5" />
      <div className="min-w-0">
        <Link
          href={budgetsHref(place, line.code)}
          className="touch-target inline-block rounded-control pb-1.5 font-medium hover:underline"
        >
          {name}
        </Link>
        <BudgetFigures name={name} place={place} line={line} codes={[line.code]} />
        <EditorOf place={place} code={line.code} name={name} line={line} />
      </div>
    </li>
  )
}

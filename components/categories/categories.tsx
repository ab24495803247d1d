import type { Route } from 'next'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { categoryChoices } from '@/lib/categories/choices'
import { CATEGORY_NAME_MAX, OWN_CATEGORIES_MAX } from '@/lib/categories/limits'
import {
  getCategoryBook,
  listCategories,
  listOwnWords,
  type UsedCategory,
  type UsedGroup,
} from '@/lib/categories/queries'
import { categoryName } from '@/lib/i18n/category-name'
import { pluralForms, SLOT } from '@/lib/i18n/client-words'
import { Card } from '../ui/card'
import { CategoryMark } from '../ui/category-mark'
import { Link } from '../ui/link'
import { Pill } from '../ui/pill'
import { Skeleton, SkeletonGroup } from '../ui/skeleton'
import { CategoryEditing, EditCategoryButton } from './category-editing'
import type { CategoryFormWords, EditedCategory } from './category-form-words'

/** Has the form of the page's categories; what is inside can open it. */
export async function CategoriesEditing({ children }: { children: ReactNode }) {
  const [t, { charts }, locale, book] = await Promise.all([
    getTranslations('categoryPages'),
    getMessages(),
    getLocale(),
    getCategoryBook(),
  ])
  const counted = (
    key:
      | 'form.relisted'
      | 'remove.edits'
      | 'remove.rules'
      | 'remove.budgets'
      | 'remove.categories'
      | 'remove.doneWith',
  ) => pluralForms(locale, (count, shown) => t(key, { count, shown }))
  const words: CategoryFormWords = {
    newTitle: t('form.newTitle'),
    newGroupTitle: t('form.newGroupTitle'),
    editTitle: t('form.editTitle', { name: SLOT }),
    name: t('form.name'),
    nameHint: t('form.nameHint', { name: SLOT }),
    group: t('form.group'),
    groupAsApp: t('form.groupAsApp'),
    kind: t('form.kind'),
    kindHint: t('form.kindHint'),
    kindAsGroup: t('form.kindAsGroup'),
    kindAsApp: t('form.kindAsApp'),
    kinds: {
      income: t('form.kinds.income'),
      spending: t('form.kinds.spending'),
      transfer: t('form.kinds.transfer'),
    },
    colour: t('form.colour'),
    icon: t('form.icon'),
    asGroup: t('form.asGroup'),
    asApp: t('form.asApp'),
    colours: charts.colours,
    icons: charts.icons,
    offered: t('form.offered'),
    offeredHint: t('form.offeredHint'),
    save: t('form.save'),
    create: t('form.create'),
    saving: t('form.saving'),
    cancel: t('form.cancel'),
    close: t('form.close'),
    reset: t('form.reset'),
    created: t('form.created', { name: SLOT }),
    relisted: counted('form.relisted'),
    saved: t('form.saved'),
    errors: {
      INVALID: t('form.errors.INVALID', { most: CATEGORY_NAME_MAX }),
      NOT_FOUND: t('form.errors.NOT_FOUND'),
      TOO_MANY: t('form.errors.TOO_MANY', { most: OWN_CATEGORIES_MAX }),
      UNKNOWN_GROUP: t('form.errors.UNKNOWN_GROUP'),
      UNKNOWN_CATEGORY: t('form.errors.UNKNOWN_CATEGORY'),
      unreachable: t('form.errors.unreachable'),
    },
    remove: {
      delete: t('remove.delete'),
      title: t('remove.title', { name: SLOT }),
      edits: counted('remove.edits'),
      noEdits: t('remove.noEdits'),
      rules: counted('remove.rules'),
      budgets: counted('remove.budgets'),
      categories: counted('remove.categories'),
      noCategories: t('remove.noCategories'),
      back: t('remove.back'),
      into: t('remove.into'),
      intoGroup: t('remove.intoGroup'),
      asBank: t('remove.asBank'),
      consequence: t('remove.consequence'),
      confirm: t('remove.confirm'),
      removing: t('remove.removing'),
      done: t('remove.done', { name: SLOT }),
      doneWith: counted('remove.doneWith'),
    },
  }
  return (
    <CategoryEditing
      groups={book.groups.map(({ code, name }) => ({ code, name }))}
      categories={categoryChoices(book).map(({ label, choices }) => ({
        label: label ?? '',
        choices: choices.map((choice) => ({ value: choice.value, label: choice.label })),
      }))}
      locale={locale}
      words={words}
    >
      {children}
    </CategoryEditing>
  )
}

const NEW = {
  code: null,
  own: true,
  name: '',
  appName: null,
  icon: null,
  colour: null,
  hidden: false,
  changed: false,
} as const

/** Makes a category or a group of one's own. */
export async function NewCategoryButtons() {
  const t = await getTranslations('categoryPages')
  return (
    <>
      <EditCategoryButton
        category={{ ...NEW, isGroup: true, kind: 'spending', groupCode: null }}
        variant="secondary"
        size="medium"
      >
        {t('newGroup')}
      </EditCategoryButton>
      <EditCategoryButton
        category={{ ...NEW, isGroup: false, kind: null, groupCode: 'OTHER' }}
        variant="primary"
        size="medium"
      >
        {t('newCategory')}
      </EditCategoryButton>
    </>
  )
}

/** Every group with its categories, and how much is in each. */
export async function Categories() {
  const groups = await listCategories()
  return (
    <div className="-mb-4 gap-4 wide:columns-2">
      {groups.map((group) => (
        <div key={group.code} className="break-inside-avoid pb-4">
          <GroupCard group={group} />
        </div>
      ))}
    </div>
  )
}

async function GroupCard({ group }: { group: UsedGroup }) {
  const [t, { categories: words }, said] = await Promise.all([
    getTranslations('categoryPages'),
    getMessages(),
    listOwnWords(),
  ])
  const { code, name, own, hidden, categories } = group
  const id = `group-${code}`
  /** What the form begins with: what the household says, not what follows from it. */
  const edited = (one: UsedCategory | UsedGroup, isGroup: boolean): EditedCategory => ({
    code: one.code,
    isGroup,
    own: one.own,
    name: one.name,
    appName: one.own
      ? null
      : isGroup
        ? categoryName(one.code, null, words)
        : categoryName(null, one.code, words),
    icon: said.get(one.code)?.icon ?? null,
    colour: said.get(one.code)?.colour ?? null,
    kind: said.get(one.code)?.kind ?? null,
    groupCode: said.get(one.code)?.groupCode ?? null,
    hidden: one.hidden,
    changed: one.changed,
  })
  return (
    <Card aria-labelledby={id}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex min-w-0 items-center gap-2.5">
          <CategoryMark colour={group.colour} icon={group.icon} />
          <h2 id={id} className="min-w-0 text-17 break-words">
            {name}
          </h2>
          {own ? <Pill>{t('own')}</Pill> : null}
          {hidden ? <Pill>{t('hidden')}</Pill> : null}
        </div>
        <div className="-mr-3 flex">
          <EditCategoryButton
            category={{ ...NEW, isGroup: false, kind: null, groupCode: code }}
            label={t('addTo', { name })}
          >
            {t('add')}
          </EditCategoryButton>
          <EditCategoryButton category={edited(group, true)} label={t('editOf', { name })}>
            {t('edit')}
          </EditCategoryButton>
        </div>
      </header>
      {categories.length === 0 ? <p className="mt-3 text-13 text-ink-2">{t('empty')}</p> : null}
      <ul className="mt-2">
        {categories.map((one) => (
          <li
            key={one.code}
            className="flex min-h-10 items-center gap-2.5 border-t border-line-2 first:border-t-0"
          >
            <CategoryMark colour={one.colour} size="dot" className="mx-[9px]" />
            <span className="flex min-w-0 grow flex-wrap items-center gap-x-2 gap-y-0.5 py-1">
              <span className={one.hidden ? 'break-words text-ink-2' : 'break-words'}>{one.name}</span>
              {one.kind === 'spending' ? null : <Pill>{t(`kinds.${one.kind}`)}</Pill>}
              {one.own ? <Pill>{t('own')}</Pill> : null}
              {one.hidden ? <Pill>{t('hidden')}</Pill> : null}
            </span>
            {one.used > 0 ? (
              <Link
                href={`/transactions?${new URLSearchParams({ category: one.code })}` as Route}
                aria-label={t('usedOf', { name: one.name, count: one.used })}
                className="touch-target figures shrink-0 text-13 text-ink-2 hover:text-ink hover:underline"
              >
                {t('used', { count: one.used })}
              </Link>
            ) : null}
            <EditCategoryButton
              category={edited(one, false)}
              label={t('editOf', { name: one.name })}
              className="-mr-3"
            >
              {t('edit')}
            </EditCategoryButton>
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function CategoriesSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label}>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        {[0, 1, 2, 3].map((card) => (
          <Card key={card}>
            <Skeleton className="h-7 w-40" />
            <div className="mt-4 grid gap-4">
              {[0, 1, 2, 3, 4].map((row) => (
                <Skeleton key={row} className="h-5 w-full" />
              ))}
            </div>
          </Card>
        ))}
      </div>
    </SkeletonGroup>
  )
}

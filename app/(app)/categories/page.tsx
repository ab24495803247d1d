import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import {
  Categories,
  CategoriesEditing,
  CategoriesSkeleton,
  NewCategoryButtons,
} from '@/components/categories/categories'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('categoryPages'))('title') }
}

export default async function CategoriesPage() {
  const t = await getTranslations('categoryPages')
  return (
    <Suspense fallback={<CategoriesSkeleton label={t('loading')} />}>
      <CategoriesEditing>
        <PageHeader
          title={t('title')}
          description={t('lead')}
          actions={
            <>
              <ButtonLink href={'/rules' as Route} variant="secondary">
                {t('rules')}
              </ButtonLink>
              <NewCategoryButtons />
            </>
          }
        />
        <Suspense fallback={<CategoriesSkeleton label={t('loading')} />}>
          <Categories />
        </Suspense>
      </CategoriesEditing>
    </Suspense>
  )
}

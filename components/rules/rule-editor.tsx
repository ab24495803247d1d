import { getLocale, getTranslations } from 'next-intl/server'
import type { CategoryBook } from '@/lib/categories/category-book'
import { categoryChoices } from '@/lib/categories/choices'
import { getCategoryBook } from '@/lib/categories/queries'
import { SLOT } from '@/lib/i18n/client-words'
import { draftOf, formOf, type RuleFormState, wishedForm } from '@/lib/rules/form'
import { RULES_MAX } from '@/lib/rules/limits'
import { previewOf } from '@/lib/rules/preview'
import { findMerchant, findRule, listRuleAccounts, type RuleAccount } from '@/lib/rules/queries'
import type { RuleWish } from '@/lib/rules/schema'
import { CategoryMark } from '../ui/category-mark'
import type { ChoiceGroup } from '../ui/choice'
import { RuleForm } from './rule-form'
import type { RuleChoices } from './rule-form-words'

/** The form of a new rule, begun with what the address says. */
export async function NewRule({ wish }: { wish: RuleWish }) {
  const merchant = wish.merchant === null ? null : await findMerchant(wish.merchant)
  return <RuleEditor ruleId={null} initial={wishedForm(wish, merchant?.key ?? wish.merchant)} />
}

/** The form of a rule that is there; `missing` where it is not. */
export async function EditRule({ ruleId, missing }: { ruleId: string; missing: () => never }) {
  const rule = await findRule(ruleId)
  if (!rule) return missing()
  return <RuleEditor ruleId={ruleId} initial={formOf(rule)} />
}

async function RuleEditor({ ruleId, initial }: { ruleId: string | null; initial: RuleFormState }) {
  const draft = draftOf(initial)
  const [t, locale, book, accounts, preview] = await Promise.all([
    getTranslations('rules'),
    getLocale(),
    getCategoryBook(),
    listRuleAccounts(),
    typeof draft === 'string' ? null : previewOf(draft, ruleId),
  ])
  const place = (key: 'condition' | 'field' | 'operator' | 'value' | 'upper' | 'remove') =>
    t(`form.${key}`, { place: SLOT })
  const choices: RuleChoices = {
    accounts: accountChoices(accounts),
    bankCategories: bankCategories(book, (group) => t('form.wholeGroup', { group })),
    categories: [
      { label: null, choices: [{ value: '', label: t('form.leave') }] },
      ...categoryChoices(book, [initial.category]).map(({ label, choices }) => ({
        label,
        choices: choices.map((choice) => ({
          ...choice,
          icon: <CategoryMark {...book.markOf(choice.value)} size="dot" />,
        })),
      })),
    ],
    currencies: [...new Set(accounts.map(({ currency }) => currency))].sort(),
  }
  return (
    <RuleForm
      key={ruleId ?? 'new'}
      ruleId={ruleId}
      initial={initial}
      initialPreview={preview}
      locale={locale}
      choices={choices}
      lineWords={{
        condition: place('condition'),
        field: place('field'),
        operator: place('operator'),
        value: place('value'),
        upper: place('upper'),
        remove: place('remove'),
        amountUnreadable: t('form.amountUnreadable'),
        fields: {
          text: t('form.fields.text'),
          merchant: t('form.fields.merchant'),
          amount: t('form.fields.amount'),
          direction: t('form.fields.direction'),
          account: t('form.fields.account'),
          category: t('form.fields.category'),
          currency: t('form.fields.currency'),
          state: t('form.fields.state'),
        },
        operators: {
          contains: t('form.operators.contains'),
          lacks: t('form.operators.lacks'),
          is: t('form.operators.is'),
          isNot: t('form.operators.isNot'),
          over: t('form.operators.over'),
          under: t('form.operators.under'),
          equals: t('form.operators.equals'),
          between: t('form.operators.between'),
          out: t('form.operators.out'),
          in: t('form.operators.in'),
          none: t('form.operators.none'),
          posted: t('form.operators.posted'),
          pending: t('form.operators.pending'),
        },
        choose: {
          placeholder: t('form.choose.placeholder'),
          search: t('form.choose.search'),
          nothing: t('form.choose.nothing'),
          close: t('form.cancel'),
        },
      }}
      previewWords={{
        title: t('preview.title'),
        ask: t('preview.ask'),
        stale: t('preview.stale'),
        caption: t('preview.caption'),
        same: t('preview.same'),
        pending: t('preview.pending'),
      }}
      words={{
        name: t('form.name'),
        nameHint: t('form.nameHint'),
        when: t('form.when'),
        match: t('form.match'),
        matchAll: t('form.matchAll'),
        matchAny: t('form.matchAny'),
        bank: t('form.bank'),
        add: t('form.add'),
        outcome: t('form.outcome'),
        category: t('form.category'),
        title: t('form.title'),
        tags: t('form.tags'),
        tagsHint: t('form.tagsHint'),
        transfer: t('form.transfer'),
        excluded: t('form.excluded'),
        leave: t('form.leave'),
        yes: t('form.yes'),
        no: t('form.no'),
        reviewed: t('form.reviewed'),
        history: t('form.history'),
        historyHint: t('form.historyHint'),
        preview: t('form.preview'),
        previewAgain: t('form.previewAgain'),
        previewing: t('form.previewing'),
        save: t('form.save'),
        saving: t('form.saving'),
        cancel: t('form.cancel'),
        saved: t('form.saved'),
        errors: {
          INVALID: t('form.errors.INVALID'),
          INCOMPLETE: t('form.errors.INCOMPLETE'),
          NOTHING: t('form.errors.NOTHING'),
          UNKNOWN_CATEGORY: t('form.errors.UNKNOWN_CATEGORY'),
          NOT_FOUND: t('form.errors.NOT_FOUND'),
          unreachable: t('form.errors.unreachable'),
          TOO_MANY: t('form.errors.TOO_MANY', { most: RULES_MAX }),
        },
      }}
    />
  )
}

function accountChoices(accounts: readonly RuleAccount[]): ChoiceGroup[] {
  const groups = new Map<string, RuleAccount[]>()
  for (const account of accounts)
    groups.set(account.institutionName, [...(groups.get(account.institutionName) ?? []), account])
  return [...groups].map(([label, members]) => ({
    label: label || null,
    choices: members.map(({ id, name, mask }) => ({
      value: id,
      label: name,
      ...(mask ? { detail: mask } : {}),
    })),
  }))
}

/** What a bank may say: Plaid's own categories, by the person's names for them, each group first as a whole. */
function bankCategories(book: CategoryBook, whole: (group: string) => string): ChoiceGroup[] {
  return book.groups
    .filter(({ own }) => !own)
    .map((group) => ({
      label: group.name,
      choices: [
        { value: group.code, label: whole(group.name) },
        ...group.categories.filter(({ own }) => !own).map(({ code, name }) => ({ value: code, label: name })),
      ],
    }))
}

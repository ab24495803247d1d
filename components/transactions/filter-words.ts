import type { PluralForms } from '@/lib/i18n/client-words'

/** What the search box and the filters say. */
export interface FilterWords {
  filter: string
  search: string
  placeholder: string
  searching: string
  filters: string
  filtersOn: PluralForms
  show: string
  close: string
  from: string
  to: string
  period: string
  account: string
  anyAccount: string
  category: string
  anyCategory: string
  merchant: string
  anyMerchant: string
  tag: string
  anyTag: string
  min: string
  max: string
  unreadable: string
  currency: string
  anyCurrency: string
  direction: string
  anyDirection: string
  in: string
  out: string
  flow: string
  anyFlow: string
  income: string
  spending: string
  transfer: string
  excluded: string
  review: string
  anyReview: string
  open: string
  done: string
  choose: string
  nothing: string
  choicesFailed: string
  retry: string
}

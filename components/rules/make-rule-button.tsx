'use client'

import { saveRule } from '@/lib/rules/actions'
import { ActionButton } from '../ui/action-button'

interface MakeRuleButtonProps {
  merchantKey: string
  category: string
  words: { label: string; name: string; made: string; failed: string }
}

/** Makes the suggested rule at once, for what is there already too. */
export function MakeRuleButton({ merchantKey, category, words }: MakeRuleButtonProps) {
  const draft = {
    name: '',
    condition: { all: [{ is: 'merchant', key: merchantKey }] },
    changes: { category },
  }
  return (
    <ActionButton
      variant="secondary"
      size="small"
      aria-label={words.name}
      run={() => saveRule({ id: null, draft, history: true })}
      told={({ ok }) => (ok ? words.made : words.failed)}
      failed={words.failed}
    >
      {words.label}
    </ActionButton>
  )
}

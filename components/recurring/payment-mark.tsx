import { Check, CircleAlert, CircleDashed, Clock } from 'lucide-react'
import type { DueOrPaid } from '@/lib/recurring/queries'
import { useStreamWords } from './use-stream-words'

/** Whether a payment came, is expected or was missed: as a sign, and in words for those who do not see it. */
export function PaymentMark({ state, pending }: Pick<DueOrPaid, 'state' | 'pending'>) {
  const { t } = useStreamWords()
  const Icon = state === 'missed' ? CircleAlert : state === 'due' ? CircleDashed : pending ? Clock : Check
  return (
    <>
      <Icon
        aria-hidden="true"
        strokeWidth={1.75}
        className={`size-3.5 shrink-0 ${state === 'missed' ? 'text-amber' : 'text-ink-3'}`}
      />
      <span className="sr-only">{t(`stateName.${pending ? 'pending' : state}`)}</span>
    </>
  )
}

import { ArrowRight } from 'lucide-react'
import type { PreviewView } from '@/lib/rules/preview'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { PendingPill } from '../ui/pill'
import type { PreviewWords } from './rule-form-words'

interface RulePreviewProps {
  view: PreviewView | null
  /** The rule is no longer the one that was looked at. */
  stale: boolean
  words: PreviewWords
}

/** What a rule would change: how many, and the first of them before and after. */
export function RulePreview({ view, stale, words }: RulePreviewProps) {
  return (
    <Card aria-labelledby="preview">
      <CardHeader id="preview" title={words.title} className="mb-2" />
      <p role="status" className="text-ink-2">
        {view ? (
          <>
            <strong className="font-semibold text-ink">{view.matched}</strong> {view.changed}{' '}
            {stale ? words.stale : view.first}
          </>
        ) : (
          words.ask
        )}
      </p>
      {view && view.rows.length > 0 ? (
        <ul aria-label={words.caption} className={stale ? 'mt-3 opacity-60' : 'mt-3'}>
          {view.rows.map((row) => (
            <li
              key={row.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-t border-line-2 py-2.5"
            >
              <div className="min-w-0">
                <Link href={row.href} className="font-medium hover:underline">
                  {row.title}
                </Link>
                <span className="ml-2 text-13 whitespace-nowrap text-ink-2">{row.day}</span>
                {row.pending ? <PendingPill className="ml-2">{words.pending}</PendingPill> : null}
              </div>
              <Amount parts={row.amount} quiet={row.pending} />
              <div className="col-span-2 grid gap-0.5 text-13">
                {row.changes.map((change) => (
                  <p key={change.field} className="text-ink-2">
                    <span className="first-letter:uppercase">{change.field}: </span>
                    <s className="text-ink-2">{change.before}</s>
                    <ArrowRight aria-hidden="true" className="mx-1.5 inline size-3.5" strokeWidth={1.75} />
                    <ins className="font-semibold text-ink no-underline">{change.after}</ins>
                  </p>
                ))}
                {row.changes.length === 0 ? <p className="text-ink-2">{words.same}</p> : null}
                {row.notes.map((note) => (
                  <p key={note} className="text-ink-2">
                    {note}
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}

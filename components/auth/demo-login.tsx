import { Button } from '../ui/button'

export interface DemoLoginWords {
  title: string
  body: string
  email: string
  password: string
  use?: string
}

interface DemoLoginProps {
  login: { email: string; password: string }
  words: DemoLoginWords
  /** Fills the form beside it. */
  onUse?: () => void
}

/** The login that a demo offers to everybody, and that it is one. */
export function DemoLogin({ login, words, onUse }: DemoLoginProps) {
  return (
    <aside aria-label={words.title} className="rounded-card border border-dashed border-edge p-4">
      <p className="font-semibold">{words.title}</p>
      <p className="mt-1 text-13 text-ink-2">{words.body}</p>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        <dt className="text-ink-2">{words.email}</dt>
        <dd className="break-all select-all">{login.email}</dd>
        <dt className="text-ink-2">{words.password}</dt>
        <dd className="break-all select-all">{login.password}</dd>
      </dl>
      {onUse && words.use ? (
        <Button variant="secondary" size="small" className="mt-3" onClick={onUse}>
          {words.use}
        </Button>
      ) : null}
    </aside>
  )
}

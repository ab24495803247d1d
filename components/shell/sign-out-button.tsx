'use client'

import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { leave } from './leave'

/** Ends this session and goes to the front page. */
export function SignOutButton({ label }: { label: string }) {
  const [pending, setPending] = useState(false)

  async function signOut() {
    setPending(true)
    if (!(await leave())) setPending(false)
  }

  return (
    <Button
      variant="secondary"
      size="small"
      pending={pending}
      icon={<LogOut aria-hidden="true" className="size-3.5" strokeWidth={1.75} />}
      onClick={() => void signOut()}
    >
      {label}
    </Button>
  )
}

'use client'

import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'

/** Ends this session and goes to the front page. The library for it is fetched when it is wanted. */
export function SignOutButton({ label }: { label: string }) {
  const [pending, setPending] = useState(false)

  async function leave() {
    setPending(true)
    try {
      const { signOut } = await import('next-auth/react')
      await signOut({ callbackUrl: '/' })
    } catch {
      // No connection: the session is still there, and so is the button.
      setPending(false)
    }
  }

  return (
    <Button
      variant="secondary"
      size="small"
      pending={pending}
      icon={<LogOut aria-hidden="true" className="size-3.5" strokeWidth={1.75} />}
      onClick={() => void leave()}
    >
      {label}
    </Button>
  )
}

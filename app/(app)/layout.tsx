import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { requireUser } from '@/lib/auth/session'
import { shellCounts } from '@/lib/connections/queries'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const [{ name, email }, counts] = await Promise.all([requireUser(), shellCounts()])
  return (
    <AppShell person={{ name, email }} counts={counts}>
      {children}
    </AppShell>
  )
}

import { redirect } from 'next/navigation'
import { Landing } from '@/components/landing/landing'
import { findUser } from '@/lib/auth/session'
import { findDemoLogin } from '@/lib/demo/queries'

export default async function LandingPage() {
  if (await findUser()) redirect('/dashboard')
  return <Landing demoLogin={await findDemoLogin()} />
}

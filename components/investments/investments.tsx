import { getInvestments } from '@/lib/investments/queries'
import type { InvestmentSearch } from '@/lib/investments/schema'
import { AllInvestments } from './all-investments'

/** The investments of the person's household, in the order that the address asks for. */
export async function Investments({ search }: { search: InvestmentSearch }) {
  return <AllInvestments investments={await getInvestments(search)} search={search} />
}

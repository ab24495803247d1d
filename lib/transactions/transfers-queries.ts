import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { listAccountNames } from '@/lib/db/account-reads'
import type { EntryKey } from '@/lib/db/entry-reads'
import { findOtherSide } from '@/lib/db/transaction-reads'
import { listTransferCandidates } from '@/lib/db/transfer-pairs'
import { runtime } from '@/lib/runtime'
import type { AccountName } from './queries'
import {
  bestPairs,
  isSameCurrency,
  isSure,
  rankPairs,
  type TransferCandidate,
  type TransferSide,
} from './transfers'

const PAGE_PAIRS = 25
/** Candidates that the details of a transaction show. */
const OFFERED = 3

/** A side with the account that it is in. */
export interface SideInAccount extends TransferSide {
  account: AccountName
}

/** Two transactions that look like one movement between own accounts. */
export interface SuggestedTransfer {
  out: SideInAccount
  in: SideInAccount
  /** Days between them. */
  days: number
  isSure: boolean
  /** Only then can the amounts be compared, and are they the same. */
  isSameCurrency: boolean
}

/** The other side of a transaction: that which was confirmed, or those that it may be, the likeliest first. */
export interface TransferOf {
  confirmed:
    | (SideInAccount & {
        outId: string
        inId: string
        /** The bank has changed one of the amounts since, in one currency. */
        isUneven: boolean
      })
    | null
  suggestions: (SideInAccount &
    Pick<SuggestedTransfer, 'days' | 'isSameCurrency'> & { outId: string; inId: string })[]
}

/**
 * What a transaction is the other side of.
 *
 * @param suggest whether to look for one where none was confirmed.
 */
export async function findTransfer(transactionId: string, suggest: boolean): Promise<TransferOf> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [other, accounts] = await Promise.all([
    findOtherSide(db, householdId, transactionId),
    listAccountNames(db, householdId),
  ])
  const inAccount = withAccounts(accounts)
  if (other) {
    const [side] = inAccount(other)
    return { confirmed: side ? { ...side, isUneven: !other.isEven } : null, suggestions: [] }
  }
  if (!suggest) return { confirmed: null, suggestions: [] }
  const candidates = rankPairs(await listTransferCandidates(db, householdId, transactionId))
  return {
    confirmed: null,
    suggestions: candidates.slice(0, OFFERED).flatMap((candidate) => {
      const { out, in: into, days } = candidate
      const ids = { outId: out.transactionId, inId: into.transactionId }
      return inAccount(out.transactionId === transactionId ? into : out).map((side) => ({
        ...side,
        ...ids,
        days,
        isSameCurrency: isSameCurrency(candidate),
      }))
    }),
  }
}

function withAccounts(accounts: readonly AccountName[]) {
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return <Side extends TransferSide>(side: Side): (Side & { account: AccountName })[] => {
    const account = byId.get(side.accountId)
    return account ? [{ ...side, account }] : []
  }
}

export interface TransferSuggestions {
  pairs: SuggestedTransfer[]
  /** Of all pages. */
  count: number
  sureCount: number
  /** Where the next page begins; null on the last. */
  next: EntryKey | null
}

const keyOf = ({ out }: Pick<TransferCandidate, 'out'>): EntryKey => ({
  listedOn: out.day,
  id: out.transactionId,
})
const isBefore = (a: EntryKey, b: EntryKey) =>
  a.listedOn === b.listedOn ? a.id > b.id : a.listedOn > b.listedOn

/** Everything that looks like a transfer and nobody has answered for, the newest first; each transaction once. */
export async function listTransferSuggestions(after: EntryKey | null): Promise<TransferSuggestions> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [candidates, accounts] = await Promise.all([
    listTransferCandidates(db, householdId),
    listAccountNames(db, householdId),
  ])
  const inAccount = withAccounts(accounts)
  const best = bestPairs(candidates).sort((a, b) => (isBefore(keyOf(a), keyOf(b)) ? -1 : 1))
  const rest = after ? best.filter((pair) => isBefore(after, keyOf(pair))) : best
  const shown = rest.slice(0, PAGE_PAIRS)
  const last = shown.at(-1)
  return {
    pairs: shown.flatMap((pair) =>
      inAccount(pair.out).flatMap((out) =>
        inAccount(pair.in).map((into) => ({
          out,
          in: into,
          days: pair.days,
          isSure: isSure(pair),
          isSameCurrency: isSameCurrency(pair),
        })),
      ),
    ),
    count: best.length,
    sureCount: best.filter(isSure).length,
    next: last && rest.length > PAGE_PAIRS ? keyOf(last) : null,
  }
}

import type * as plaid from 'plaid'
import { randomFor } from '../../random'
import type { Wire } from '../../wire'
import type { AccountPlan, Institution } from '../institution'
import { idOf, type Viewed } from './viewed'

/** Digits that follow from the parts alone. */
function digits(length: number, ...parts: string[]): string {
  const random = randomFor('numbers', ...parts)
  return Array.from({ length }, () => random.between(0, 9)).join('')
}

/** A routing number of the United States: eight digits and the check digit that the banks agreed upon. */
function routingNumber(institution: Institution, use: string): string {
  // Real ones begin with the number of a Federal Reserve district, 01 to 12.
  const body = `011${digits(5, institution.id, use)}`
  const weights = [3, 7, 1, 3, 7, 1, 3, 7]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** The routing numbers that an institution can be found by; only American ones have any. */
export function routingNumbersOf(institution: Institution): string[] {
  return institution.region?.country === 'US' ? [routingNumber(institution, 'ach')] : []
}

/** The remainder that the check digits of an IBAN are made from: letters count as 10 to 35. */
function remainder97(text: string): number {
  let rest = 0
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest
}

/** An IBAN with right check digits for a country and the account's number within it. */
export function ibanOf(country: string, number: string): string {
  const check = 98 - remainder97(`${number}${country}00`)
  return `${country}${String(check).padStart(2, '0')}${number}`
}

/** Four letters for a bank, out of its name. */
const bankCode = ({ name }: Institution) =>
  name
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .padEnd(4, 'X')
    .slice(0, 4)

type Numbers = Wire<plaid.AuthGetNumbers>

/** An account's number: it ends with the mask, and another login's is another. */
function accountNumber({ institution, world }: Viewed, plan: AccountPlan, length: number): string {
  const ending = plan.mask.replaceAll(/\D/g, '')
  return `${digits(length - ending.length, institution.id, world.seed, plan.key)}${ending}`
}

/**
 * The numbers under which money can be sent to the accounts: ACH in the United States, EFT in Canada, BACS and an IBAN
 * in Britain, an IBAN on the continent. What a custom user says of an account goes before.
 */
export function numbersOf(viewed: Viewed, plans: readonly AccountPlan[]): Numbers {
  const { institution, world } = viewed
  const numbers: Numbers = { ach: [], eft: [], international: [], bacs: [] }
  const country = institution.region?.country ?? 'US'
  for (const plan of plans) {
    const account_id = idOf(viewed, plan)
    const own = world.customAccounts.get(plan.key)?.numbers ?? {}
    const isCustom = Object.values(own).some((value) => typeof value === 'string' && value !== '')
    const account =
      own.account ?? accountNumber(viewed, plan, country === 'CA' ? 7 : country === 'GB' ? 8 : 12)
    if (isCustom ? own.ach_routing || (country === 'US' && !own.eft_institution) : country === 'US') {
      numbers.ach.push({
        account_id,
        account,
        is_tokenized_account_number: false,
        routing: own.ach_routing || routingNumber(institution, 'ach'),
        wire_routing: own.ach_wire_routing || routingNumber(institution, 'wire'),
        can_transfer_in: true,
        can_transfer_out: true,
      })
    }
    if (isCustom ? own.eft_institution : country === 'CA') {
      numbers.eft.push({
        account_id,
        account,
        institution: own.eft_institution || `0${digits(2, institution.id, 'institution')}`,
        branch: own.eft_branch || digits(5, institution.id, 'branch'),
      })
    }
    const sortCode = own.bacs_sort_code || `04${digits(4, institution.id, 'sort code')}`
    if (isCustom ? own.bacs_sort_code : country === 'GB') {
      numbers.bacs.push({ account_id, account, sort_code: sortCode })
    }
    if (isCustom ? own.international_iban : country === 'GB' || country === 'NL') {
      const within =
        country === 'GB'
          ? `${bankCode(institution)}${sortCode}${account}`
          : `${bankCode(institution)}${account.slice(-10)}`
      numbers.international.push({
        account_id,
        iban: own.international_iban || ibanOf(country, within),
        bic: own.international_bic || `${bankCode(institution)}${country}2X`,
      })
    }
  }
  return numbers
}

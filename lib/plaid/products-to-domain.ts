import type {
  CreditCardLiability,
  InvestmentsHoldingsGetResponse,
  LiabilitiesGetResponse,
  LoanLiability,
  MortgageLiability,
  StudentLoan,
  TransactionStream,
  TransactionStreamAmount,
  TransactionsRecurringGetResponse,
} from 'plaid'
import type { BankHoldings, BankLiability, BankRecurringStream } from '@/lib/bank/reports'
import { type CalendarDate, parseCalendarDate, toCalendarDate } from '@/lib/calendar/calendar-date'
import { amountOf, currencyOf, optionalAmount, turned } from './to-domain'

/** A day of the wire; some come with a time behind them. */
const day = (text: string | null | undefined): CalendarDate | null =>
  text ? parseCalendarDate(text.slice(0, 10)) : null

/** Holdings with their securities, as /investments/holdings/get gives them. A holding of an unknown security is left out. */
export function toBankHoldings({ holdings, securities }: InvestmentsHoldingsGetResponse): BankHoldings {
  const known = new Set(securities.map(({ security_id }) => security_id))
  return {
    securities: securities.map((security) => ({
      plaidSecurityId: security.security_id,
      name: security.name ?? security.ticker_symbol ?? security.isin ?? security.security_id,
      tickerSymbol: security.ticker_symbol,
      isin: security.isin,
      type: security.type,
      subtype: security.subtype ?? null,
      isCash: security.is_cash_equivalent === true || security.type === 'cash',
      closePrice: optionalAmount(security.close_price),
      closePriceOn: day(security.close_price_as_of),
      currency: currencyOf(security).currency,
    })),
    holdings: holdings
      .filter(({ security_id }) => known.has(security_id))
      .map((holding) => ({
        plaidAccountId: holding.account_id,
        plaidSecurityId: holding.security_id,
        quantity: amountOf(holding.quantity),
        costBasis: optionalAmount(holding.cost_basis),
        price: amountOf(holding.institution_price),
        priceOn: day(holding.institution_price_as_of),
        value: amountOf(holding.institution_value),
        currency: currencyOf(holding).currency,
      })),
  }
}

/** A debt of which only what all kinds have in common is read; each kind adds its own. */
function debt(
  kind: BankLiability['kind'],
  liability: {
    account_id: string | null
    last_payment_amount: number | null
    last_payment_date: string | null
    next_payment_due_date: string | null
    origination_principal_amount?: number | null
    origination_date?: string | null
  },
  own: Partial<BankLiability>,
): BankLiability[] {
  if (liability.account_id === null) return []
  return [
    {
      plaidAccountId: liability.account_id,
      kind,
      aprs: [],
      nextDueOn: day(liability.next_payment_due_date),
      minimumPayment: null,
      lastPaymentAmount: optionalAmount(liability.last_payment_amount),
      lastPaymentOn: day(liability.last_payment_date),
      lastStatementBalance: null,
      lastStatementOn: null,
      overdue: null,
      originalPrincipal: optionalAmount(liability.origination_principal_amount),
      originatedOn: day(liability.origination_date),
      paidOffOn: null,
      ...own,
    },
  ]
}

const interest = (percentage: number | null | undefined) =>
  percentage == null ? [] : [{ type: 'interest', percentage: amountOf(percentage), balance: null }]

const toCredit = (card: CreditCardLiability) =>
  debt('credit', card, {
    aprs: card.aprs.map(({ apr_type, apr_percentage, balance_subject_to_apr }) => ({
      type: apr_type,
      percentage: amountOf(apr_percentage),
      balance: optionalAmount(balance_subject_to_apr),
    })),
    minimumPayment: optionalAmount(card.minimum_payment_amount),
    lastStatementBalance: optionalAmount(card.last_statement_balance),
    lastStatementOn: day(card.last_statement_issue_date),
    overdue: card.is_overdue,
  })

const toMortgage = (mortgage: MortgageLiability) =>
  debt('mortgage', mortgage, {
    aprs: interest(mortgage.interest_rate.percentage),
    minimumPayment: optionalAmount(mortgage.next_monthly_payment),
    overdue: mortgage.past_due_amount === null ? null : mortgage.past_due_amount > 0,
    paidOffOn: day(mortgage.maturity_date),
  })

const toStudent = (loan: StudentLoan) =>
  debt('student', loan, {
    aprs: interest(loan.interest_rate_percentage),
    minimumPayment: optionalAmount(loan.minimum_payment_amount),
    lastStatementBalance: optionalAmount(loan.last_statement_balance),
    lastStatementOn: day(loan.last_statement_issue_date),
    overdue: loan.is_overdue,
    paidOffOn: day(loan.expected_payoff_date),
  })

const toLoan = (loan: LoanLiability) =>
  debt('loan', loan, {
    aprs: interest(loan.interest_rate?.percentage),
    minimumPayment: optionalAmount(loan.next_payment_amount),
    paidOffOn: day(loan.maturity_date),
  })

/** What /liabilities/get says of each debt; an account that it does not name is left out. */
export function toBankLiabilities({ liabilities }: LiabilitiesGetResponse): BankLiability[] {
  return [
    ...(liabilities.credit ?? []).flatMap(toCredit),
    ...(liabilities.mortgage ?? []).flatMap(toMortgage),
    ...(liabilities.student ?? []).flatMap(toStudent),
    ...(liabilities.loan ?? []).flatMap(toLoan),
  ]
}

const signed = ({ amount }: TransactionStreamAmount) => (amount == null ? null : turned(amount))

function toBankStream(stream: TransactionStream): BankRecurringStream {
  const { last_amount } = stream
  return {
    plaidStreamId: stream.stream_id,
    plaidAccountId: stream.account_id,
    description: stream.description,
    merchantName: stream.merchant_name || null,
    frequency: stream.frequency.toLowerCase(),
    firstOn: toCalendarDate(stream.first_date),
    lastOn: toCalendarDate(stream.last_date),
    nextOn: day(stream.predicted_next_date),
    averageAmount: signed(stream.average_amount),
    lastAmount: signed(last_amount),
    currency: currencyOf({
      iso_currency_code: last_amount.iso_currency_code ?? null,
      unofficial_currency_code: last_amount.unofficial_currency_code ?? null,
    }).currency,
    isActive: stream.is_active,
    status: stream.status.toLowerCase(),
    plaidTransactionIds: stream.transaction_ids,
  }
}

/** What /transactions/recurring/get says of money in and out, turned to the house's sign. */
export function toBankStreams(response: TransactionsRecurringGetResponse): BankRecurringStream[] {
  return [...response.inflow_streams, ...response.outflow_streams].map(toBankStream)
}

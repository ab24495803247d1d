import type * as plaid from 'plaid'

/**
 * A type of the `plaid` package as it stands in JSON: its enums become the unions of their string values, so a
 * handler can be typed by the SDK with neither casts nor a runtime import of it. Required fields stay required.
 */
export type Wire<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer Element)[]
      ? Wire<Element>[]
      : T extends object
        ? { [Key in keyof T]: Wire<T[Key]> }
        : T

export type WireTransaction = Wire<plaid.Transaction>
export type WireAccount = Wire<plaid.AccountBase>
export type WireInstitution = Wire<plaid.Institution>
export type WireItem = Wire<plaid.Item>
export type Product = `${plaid.Products}`
export type CountryCode = `${plaid.CountryCode}`
export type AccountType = `${plaid.AccountType}`
export type AccountSubtype = `${plaid.AccountSubtype}`
export type PaymentChannel = `${plaid.TransactionPaymentChannelEnum}`
export type TransactionCode = `${plaid.TransactionCode}`
export type CounterpartyType = `${plaid.CounterpartyType}`
export type CategoryVersion = `${plaid.PersonalFinanceCategoryVersion}`
export type UpdateStatus = `${plaid.TransactionsUpdateStatus}`
export type ErrorType = `${plaid.PlaidErrorType}`

/** The body of a Plaid error before the answer's `request_id` is added to it. */
export interface ErrorBody {
  error_type: ErrorType
  error_code: string
  /** What an OAuth bank has said about it. */
  error_code_reason?: string
  error_message: string
  display_message: string | null
  documentation_url: string
  suggested_action: string | null
}

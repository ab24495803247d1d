/** What a visit to Link is for. */
export type Purpose =
  | {
      kind: 'connect'
      /** Skips the question whether it is a second of the same. */
      anotherLogin?: boolean
    }
  | Reconnecting

/** To mend or change a connection that there is. */
export interface Reconnecting {
  kind: 'reconnect'
  itemId: string
  name: string
  /** To choose which accounts the bank shares, rather than to sign in again. */
  selectAccounts?: boolean
}

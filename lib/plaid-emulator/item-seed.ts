/** Who is signed in to an Item, and who was first, where that was somebody else. */
export interface SignedIn {
  itemId: string
  username: string
  firstUsername: string | null
}

/**
 * What the ids of an Item's accounts and transactions follow from: the Item, and who is signed in to it. Another
 * login that takes the Item over has accounts of its own; the first one has its own again when it comes back.
 */
export function itemSeed({ itemId, username, firstUsername }: SignedIn): string {
  return firstUsername === null || firstUsername === username ? itemId : `${itemId} ${username}`
}

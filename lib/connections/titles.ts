/** What a connection is told apart from others by. */
export interface Titled {
  itemId: string
  institutionName: string
  /** The end of one of its account numbers. */
  mask: string | null
}

/**
 * A title for each connection, by its id, no two alike: the institution's name; with an account's mask where one
 * institution stands twice; and with a number where that is not enough, as when one login was connected twice.
 *
 * @param connections the oldest first: it keeps the plainer title when another comes.
 */
export function connectionTitles(connections: readonly Titled[]): Map<string, string> {
  const titles = new Map<string, string>()
  const taken = new Set<string>()
  for (const { itemId, institutionName, mask } of connections) {
    const twice = connections.filter((other) => other.institutionName === institutionName).length > 1
    const plain = twice && mask !== null ? `${institutionName} ••${mask}` : institutionName
    let title = plain
    for (let count = 2; taken.has(title); count += 1) title = `${plain} (${count})`
    taken.add(title)
    titles.set(itemId, title)
  }
  return titles
}

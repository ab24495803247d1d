/** The first person's bank. */
export const BANK = 'Northlight Bitcoin Wallet'
/** What the first person wrote. */
export const NOTE = 'a note that nobody else may read'

/** What belongs to the first person, as the second one could have learnt it. */
export interface Belongings {
  itemId: string
  accountId: string
  transactionId: string
}

/**
 * Every page and route, and what the second person gets of it with the first one's ids. `own`: their own, empty page.
 * `not found`: the address with a foreign id in it. `public`: the same for everybody. `refused`: with its status.
 */
export const routes: Record<
  string,
  {
    visit: (ids: Belongings) => string[]
    expect: 'own' | 'public' | number
    foreign?: (ids: Belongings) => string[]
  }
> = {
  '/': { visit: () => [], expect: 'public' },
  '/sign-in': { visit: () => [], expect: 'public' },
  '/sign-up': { visit: () => [], expect: 'public' },
  '/goodbye': { visit: () => ['/goodbye'], expect: 'public' },
  '/demo': { visit: () => ['/demo'], expect: 404 },
  '/dashboard': {
    visit: () => ['/dashboard', '/dashboard?range=all', '/dashboard?currency=BTC'],
    expect: 'own',
  },
  '/connections': { visit: ({ itemId }) => ['/connections', `/connections?item=${itemId}`], expect: 'own' },
  '/connections/[itemId]': {
    visit: () => [],
    expect: 'own',
    foreign: ({ itemId, transactionId }) => [
      `/connections/${itemId}`,
      `/connections/${itemId}?case=wrong-categories&transaction=${transactionId}`,
    ],
  },
  '/connections/codes': { visit: () => ['/connections/codes', '/connections/codes?q=locked'], expect: 'own' },
  '/budgets': { visit: () => ['/budgets', '/budgets?suggest=1&currency=BTC'], expect: 'own' },
  '/budgets/[category]': {
    visit: () => ['/budgets/TRAVEL', '/budgets/TRAVEL?month=2026-01&currency=BTC'],
    expect: 'own',
    foreign: ({ transactionId }) => [`/budgets/OWN_${transactionId}`],
  },
  '/reports': {
    visit: ({ accountId }) => [
      '/reports',
      '/reports?view=accounts&period=year&currency=BTC',
      '/reports?view=merchants&currency=BTC&period=12-months&show=all',
      `/reports?view=sankey&account=${accountId}`,
      '/reports?view=compare&currency=BTC',
    ],
    expect: 'own',
  },
  '/investments': { visit: () => ['/investments', '/investments?sort=value'], expect: 'own' },
  '/recurring': {
    visit: () => ['/recurring', '/recurring?view=calendar', '/recurring?show=ended'],
    expect: 'own',
  },
  // The id of one that is somebody else's cannot be told from one that does not exist.
  '/recurring/[streamId]': {
    visit: () => [],
    expect: 'own',
    foreign: ({ itemId }) => [`/recurring/${itemId}`],
  },
  '/settings': { visit: () => ['/settings'], expect: 'own' },
  '/accounts': {
    visit: () => ['/accounts', '/accounts?by=kind', '/accounts?by=group&arrange=1'],
    expect: 'own',
  },
  '/accounts/new': { visit: () => ['/accounts/new'], expect: 'own' },
  '/accounts/[accountId]': {
    visit: () => [],
    expect: 'own',
    foreign: ({ accountId, transactionId }) => [
      `/accounts/${accountId}`,
      `/accounts/${accountId}?do=edit`,
      `/accounts/${accountId}?do=change&transaction=${transactionId}`,
    ],
  },
  '/accounts/[accountId]/import': {
    visit: () => [],
    expect: 'own',
    foreign: ({ accountId }) => [`/accounts/${accountId}/import`],
  },
  '/notifications': {
    visit: ({ itemId }) => [
      '/notifications',
      '/notifications?kind=connection',
      `/notifications?after=4102444800000_${itemId}`,
    ],
    expect: 'own',
  },
  '/settings/notifications': { visit: () => ['/settings/notifications'], expect: 'own' },
  '/settings/rates': {
    visit: () => ['/settings/rates', '/settings/rates?base=BTC', '/settings/rates?edit=BTC_USD_2026-01-02'],
    expect: 'own',
  },
  // Whoever is signed in on the machine itself runs the installation: counts of everybody, and nobody's own.
  '/operator': { visit: () => ['/operator'], expect: 'own' },
  '/transactions': {
    visit: ({ transactionId }) => [
      '/transactions',
      '/transactions?state=pending',
      `/transactions?q=${encodeURIComponent(NOTE)}`,
      `/transactions?after=2099-01-01_${transactionId}`,
    ],
    expect: 'own',
    foreign: ({ accountId, transactionId }) => [
      `/transactions?open=${transactionId}`,
      `/transactions?account=${accountId}`,
    ],
  },
  '/transactions/transfers': {
    visit: ({ transactionId }) => [
      '/transactions/transfers',
      `/transactions/transfers?after=2099-01-01_${transactionId}`,
    ],
    expect: 'own',
  },
  '/categories': { visit: () => ['/categories'], expect: 'own' },
  '/rules': { visit: () => ['/rules'], expect: 'own' },
  '/rules/new': {
    visit: ({ accountId }) => [
      '/rules/new',
      `/rules/new?text=a&account=${accountId}&category=TRAVEL_LODGING`,
    ],
    expect: 'own',
  },
  '/rules/[ruleId]': {
    visit: () => [],
    expect: 'own',
    foreign: ({ transactionId }) => [`/rules/${transactionId}`, '/rules/none'],
  },
  '/api/rules/progress': { visit: () => ['/api/rules/progress'], expect: 'own' },
  '/api/auth/[...nextauth]': { visit: () => ['/api/auth/providers'], expect: 'public' },
  // It takes a ticket, which is given for a password.
  '/api/export': { visit: () => ['/api/export', '/api/export?ticket=none'], expect: 403 },
  '/api/health': { visit: () => ['/api/health'], expect: 'public' },
  // It takes a file; whose account it may go into: lib/db/imports.test.ts.
  '/api/imports': { visit: () => ['/api/imports'], expect: 405 },
  '/api/connections/progress': {
    visit: ({ itemId }) => [`/api/connections/progress?itemId=${itemId}`],
    expect: 'own',
  },
  '/api/transactions': {
    visit: ({ accountId, transactionId }) => [
      '/api/transactions',
      `/api/transactions?account=${accountId}`,
      `/api/transactions?after=2099-01-01_${transactionId}&until=1999-01-01_${transactionId}`,
    ],
    expect: 'own',
  },
  '/api/transactions/csv': {
    visit: ({ accountId }) => ['/api/transactions/csv', `/api/transactions/csv?account=${accountId}`],
    expect: 'own',
  },
  '/api/transactions/choices': {
    visit: ({ accountId }) => ['/api/transactions/choices', `/api/transactions/choices?account=${accountId}`],
    expect: 'own',
  },
  '/api/reports/csv': {
    visit: () => [
      '/api/reports/csv?view=merchants&currency=BTC&period=12-months',
      '/api/reports/csv?view=accounts',
    ],
    expect: 'own',
  },
  '/api/palette': { visit: () => ['/api/palette'], expect: 'own' },
  // For reports only. What the second person reports is their own: lib/db/link-events.test.ts.
  '/api/link/events': { visit: () => ['/api/link/events'], expect: 405 },
  '/api/jobs/tick': { visit: () => ['/api/jobs/tick'], expect: 401 },
  '/api/plaid/webhook': { visit: () => ['/api/plaid/webhook'], expect: 405 },
  '/plaid-emulator/[...path]': { visit: () => ['/plaid-emulator/link-stand-in.js'], expect: 'public' },
}

import { BANK, type Belongings } from './ownership-routes'

/** Every server action: what it is called with, and the code that it must answer with; `own` where it takes no id. */
export const actions: Record<string, { args: (ids: Belongings) => unknown[]; expect: string }> = {
  'lib/connections/actions.ts createLinkToken': { args: () => [], expect: 'own' },
  'lib/connections/actions.ts createReconnectToken': {
    args: ({ itemId }) => [{ itemId }],
    expect: 'NOT_FOUND',
  },
  'lib/connections/actions.ts completeReconnect': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  'lib/connections/actions.ts acceptOtherLogin': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  'lib/connections/actions.ts declineNewAccounts': {
    args: ({ itemId }) => [{ itemId }],
    expect: 'NOT_FOUND',
  },
  'lib/connections/actions.ts refreshConnection': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  'lib/connections/actions.ts removeBank': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  // It takes what Link gave; the first person's accounts must not be called duplicates of the second's.
  'lib/connections/actions.ts connectBank': {
    args: () => [
      {
        publicToken: 'public-sandbox-00000000-0000-4000-8000-000000000000',
        linkSessionId: null,
        institution: { id: 'ins_900002', name: BANK },
        accounts: [{ name: 'Spending Wallet', mask: '7f3a' }],
        anotherLogin: false,
      },
    ],
    expect: 'LINK_AGAIN',
  },
  'lib/demo/actions.ts makeItHappen': {
    args: ({ itemId }) => [{ itemId, event: 'require-login' }],
    expect: 'NOT_FOUND',
  },
  // It takes no id. For real it would move everybody's clock.
  'lib/demo/actions.ts letTimePass': { args: () => [{ days: 0 }], expect: 'INVALID' },
  'lib/demo/unlock.ts unlockDemo': { args: () => [], expect: 'public' },
  // It takes no id, and changes a cookie of the browser that sends it.
  'lib/i18n/actions.ts chooseLanguage': { args: () => [], expect: 'public' },
  'lib/transactions/edit-actions.ts saveEdit': {
    args: ({ transactionId }) => [
      { transactionId, note: 'written by somebody else', category: null, tags: ['theirs'], flagged: true },
    ],
    expect: 'NOT_FOUND',
  },
  'components/transactions/opened-action.tsx openTransaction': {
    args: ({ transactionId }) => [`open=${transactionId}`],
    expect: 'NOT_FOUND',
  },
  'lib/transactions/splits-actions.ts saveSplit': {
    args: ({ transactionId }) => [
      {
        transactionId,
        parts: [
          { amount: null, otherWay: false, category: null, note: 'theirs' },
          { amount: '-0.00000001', otherWay: false, category: null, note: '' },
        ],
      },
    ],
    expect: 'NOT_FOUND',
  },
  'lib/transactions/transfers-actions.ts judgeTransfer': {
    args: ({ transactionId }) => [{ outId: transactionId, inId: transactionId, verdict: 'rejected' }],
    expect: 'NOT_FOUND',
  },
  // They take no id, and answer for the second person's own alone.
  'lib/transactions/transfers-actions.ts confirmSureTransfers': { args: () => [], expect: 'own' },
  'lib/transactions/transfers-actions.ts takeBackTransfers': {
    args: () => [{ at: '2026-01-01T00:00:00.000Z' }],
    expect: 'own',
  },
  'lib/transactions/actions.ts changeTransactions': {
    args: ({ transactionId }) => [{ target: { ids: [transactionId] }, change: { flagged: true } }],
    expect: 'NOT_FOUND',
  },
  'lib/transactions/actions.ts undoChange': {
    args: ({ transactionId }) => [{ batchId: transactionId, more: false }],
    expect: 'NOT_FOUND',
  },
  'lib/transactions/actions.ts saveFilter': {
    args: () => [{ name: 'Theirs', query: 'state=pending' }],
    expect: 'own',
  },
  'lib/transactions/actions.ts renameFilter': {
    args: ({ transactionId }) => [{ id: transactionId, name: 'Mine' }],
    expect: 'NOT_FOUND',
  },
  'lib/transactions/actions.ts deleteFilter': {
    args: ({ transactionId }) => [{ id: transactionId }],
    expect: 'NOT_FOUND',
  },
  'lib/transactions/actions.ts raiseFilter': {
    args: ({ transactionId }) => [{ id: transactionId }],
    expect: 'NOT_FOUND',
  },
  'lib/accounts/actions.ts saveAccountEdit': {
    args: ({ accountId }) => [{ accountId, name: 'theirs', hidden: true, groupName: 'theirs' }],
    expect: 'NOT_FOUND',
  },
  'lib/accounts/actions.ts orderAccounts': {
    args: ({ accountId }) => [{ accountIds: [accountId] }],
    expect: 'NOT_FOUND',
  },
  // It takes no id: what it makes is the second person's own.
  'lib/accounts/actions.ts createAccount': {
    args: () => [
      {
        name: 'Theirs',
        institutionName: '',
        kind: 'cash',
        creditLimit: null,
        currency: 'EUR',
        balance: '1',
      },
    ],
    expect: 'own',
  },
  'lib/accounts/actions.ts saveAccount': {
    args: ({ accountId }) => [
      {
        accountId,
        name: 'theirs',
        institutionName: '',
        kind: 'cash',
        creditLimit: null,
        groupName: 'theirs',
        hidden: true,
      },
    ],
    expect: 'NOT_FOUND',
  },
  'lib/accounts/actions.ts removeAccount': { args: ({ accountId }) => [{ accountId }], expect: 'NOT_FOUND' },
  'lib/accounts/actions.ts setBalance': {
    args: ({ accountId }) => [{ accountId, day: '2026-01-01', balance: '1' }],
    expect: 'NOT_FOUND',
  },
  'lib/accounts/actions.ts removeBalance': {
    args: ({ accountId }) => [{ accountId, day: '2026-01-01' }],
    expect: 'NOT_FOUND',
  },
  'lib/accounts/actions.ts saveTransaction': {
    args: ({ accountId, transactionId }) => [
      {
        accountId,
        transactionId,
        day: '2026-01-01',
        payee: 'theirs',
        amount: '-1',
        category: null,
        note: '',
        pending: false,
      },
    ],
    expect: 'NOT_FOUND',
  },
  'lib/accounts/actions.ts removeTransaction': {
    args: ({ accountId, transactionId }) => [{ accountId, transactionId }],
    expect: 'NOT_FOUND',
  },
  'lib/imports/actions.ts undoImport': {
    args: ({ accountId, itemId }) => [{ accountId, importId: itemId, keepEdited: true }],
    expect: 'NOT_FOUND',
  },
  'lib/categories/actions.ts createCategory': {
    args: () => [{ name: 'Theirs', icon: null, colour: null, kind: null, groupCode: 'TRAVEL' }],
    expect: 'own',
  },
  'lib/categories/actions.ts saveCategory': {
    args: ({ itemId }) => [{ code: `OWN_${itemId}`, name: 'Theirs' }],
    expect: 'NOT_FOUND',
  },
  'lib/categories/actions.ts countUse': { args: ({ itemId }) => [`OWN_${itemId}`], expect: 'NOT_FOUND' },
  'lib/categories/actions.ts removeCategory': {
    args: ({ itemId }) => [{ code: `OWN_${itemId}`, into: null }],
    expect: 'NOT_FOUND',
  },
  // Whose rules and categories are whose: lib/db/rule-outcomes.test.ts and lib/db/categories.test.ts.
  'lib/rules/actions.ts saveRule': {
    args: ({ itemId }) => [
      {
        id: itemId,
        draft: { name: '', condition: { all: [{ is: 'text', text: 'a' }] }, changes: { tags: ['theirs'] } },
        history: true,
      },
    ],
    expect: 'NOT_FOUND',
  },
  'lib/rules/actions.ts editRule': {
    args: ({ itemId }) => [{ do: 'remove', id: itemId, history: true }],
    expect: 'NOT_FOUND',
  },
  'lib/rules/actions.ts duplicateRule': {
    args: ({ itemId }) => [{ id: itemId, history: true }],
    expect: 'NOT_FOUND',
  },
  'lib/rules/actions.ts previewRule': {
    args: ({ accountId }) => [
      {
        id: null,
        draft: { condition: { all: [{ is: 'account', ids: [accountId] }] }, changes: { tags: ['theirs'] } },
      },
    ],
    expect: 'own',
  },
  'lib/rules/actions.ts applyRulesToHistory': { args: () => [], expect: 'own' },
  // Suggestions are known by what a merchant is called, and each household has its own.
  'lib/rules/actions.ts dismissSuggestion': {
    args: () => [{ merchantKey: 'harvest market', category: 'FOOD_AND_DRINK_GROCERIES' }],
    expect: 'NOT_FOUND',
  },
  'lib/rules/actions.ts restoreSuggestion': {
    args: () => [{ merchantKey: 'harvest market', category: 'FOOD_AND_DRINK_GROCERIES' }],
    expect: 'own',
  },
  // The second person runs the installation as well; the first one notices nothing of another access token.
  'lib/operator/actions.ts rotateToken': { args: ({ itemId }) => [{ id: itemId }], expect: 'own' },
  'lib/operator/actions.ts rotateOldTokens': { args: () => [], expect: 'own' },
  'lib/operator/actions.ts replayDeadLetter': { args: ({ itemId }) => [{ id: itemId }], expect: 'NOT_FOUND' },
  'lib/operator/actions.ts replayStuckWebhook': {
    args: ({ itemId }) => [{ id: itemId }],
    expect: 'NOT_FOUND',
  },
  // Rates are known by currencies and day, and each household has its own.
  'lib/rates/actions.ts saveHomeCurrency': { args: () => [{ currency: 'EUR' }], expect: 'own' },
  'lib/rates/actions.ts saveRate': {
    args: () => [{ base: 'BTC', quote: 'USD', day: '2024-01-02', rate: '45000', was: null }],
    expect: 'own',
  },
  'lib/rates/actions.ts removeRate': {
    args: () => [{ base: 'BTC', quote: 'USD', day: '2024-01-03' }],
    expect: 'NOT_FOUND',
  },
  'lib/rates/actions.ts importRates': {
    args: () => [{ currencies: ['USD'], days: [['1999-01-04', ['1.1789']]] }],
    expect: 'OLD',
  },
  'lib/rates/actions.ts removeImportedRates': { args: () => [], expect: 'own' },
  'lib/dashboard/actions.ts putAwayFirstSteps': { args: () => [], expect: 'own' },
  // Budgets are of a currency that one spends in; the second person has none.
  'lib/budgets/actions.ts setBudgets': {
    args: () => [
      {
        currency: 'BTC',
        month: '2026-01-01',
        scope: 'on',
        budgets: [{ category: 'TRAVEL', amount: '1', rollover: false }],
      },
    ],
    expect: 'UNKNOWN_CURRENCY',
  },
  'lib/budgets/actions.ts removeBudget': {
    args: () => [{ category: 'TRAVEL', currency: 'BTC', month: '2026-01-01', scope: 'on' }],
    expect: 'NOTHING_THERE',
  },
  'lib/budgets/actions.ts copyBudgets': {
    args: () => [{ currency: 'BTC', month: '2026-01-01' }],
    expect: 'NOTHING_THERE',
  },
  'lib/budgets/actions.ts restoreBudgets': {
    args: () => [
      { budgets: [{ category: 'OWN_00000000-0000-4000-8000-000000000000', currency: 'BTC', rows: [] }] },
    ],
    expect: 'UNKNOWN_CATEGORY',
  },
  'lib/recurring/actions.ts saveStream': {
    args: ({ itemId }) => [{ streamId: itemId, dismissed: true }],
    expect: 'NOT_FOUND',
  },
  'lib/recurring/actions.ts lookAgain': { args: () => [], expect: 'own' },
  // Whose notifications and browsers are whose: lib/notifications/tell.test.ts and push.test.ts.
  'lib/notifications/actions.ts markRead': {
    args: ({ itemId }) => [{ id: itemId, read: true }],
    expect: 'NOT_FOUND',
  },
  'lib/notifications/actions.ts markAllRead': { args: () => [], expect: 'own' },
  'lib/notifications/actions.ts saveSettings': {
    args: ({ accountId }) => [{ off: [], push: [], large: {}, low: { [accountId]: '1' } }],
    expect: 'NOT_FOUND',
  },
  // An address that is no push service's; without keys nothing is stored at all.
  'lib/notifications/actions.ts addDevice': {
    args: () => [
      { endpoint: 'https://127.0.0.1/', p256dh: 'A'.repeat(87), auth: 'A'.repeat(22), device: 'x' },
    ],
    expect: 'INVALID',
  },
  'lib/notifications/actions.ts removeDevice': {
    args: ({ itemId }) => [{ id: itemId }],
    expect: 'NOT_FOUND',
  },
  'lib/notifications/actions.ts sendTest': { args: ({ itemId }) => [{ id: itemId }], expect: 'NOT_FOUND' },
  'lib/settings/actions.ts updateProfile': {
    args: () => [{ name: 'Second', timeZone: 'UTC' }],
    expect: 'own',
  },
  'lib/account/actions.ts prepareExport': {
    args: () => [{ password: 'not the password' }],
    expect: 'WRONG_PASSWORD',
  },
  'lib/account/actions.ts deleteAccount': {
    args: () => [{ password: 'not the password', confirm: 'first@example.test' }],
    expect: 'CONFIRM',
  },
  'lib/auth/actions.ts changePassword': {
    args: () => [{ current: 'not the password', next: 'another long password' }],
    expect: 'WRONG_PASSWORD',
  },
  'lib/auth/actions.ts signUp': { args: () => [], expect: 'public' },
  // After all that counts on the second person's having no bank: it connects some.
  'lib/demo/sample-actions.ts connectSampleBanks': { args: () => [], expect: 'own' },
  // Last: it ends the session that asks.
  'lib/auth/actions.ts signOutEverywhere': { args: () => [], expect: 'own' },
}

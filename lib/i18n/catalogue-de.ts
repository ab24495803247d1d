import type english from './catalogue'
import account from './messages/de.account.json'
import accounts from './messages/de.accounts.json'
import budgets from './messages/de.budgets.json'
import categoryPages from './messages/de.categories.json'
import codes from './messages/de.codes.json'
import connection from './messages/de.connection.json'
import details from './messages/de.details.json'
import errors from './messages/de.errors.json'
import history from './messages/de.history.json'
import imports from './messages/de.imports.json'
import investments from './messages/de.investments.json'
import messages from './messages/de.json'
import language from './messages/de.language.json'
import notifications from './messages/de.notifications.json'
import operator from './messages/de.operator.json'
import rates from './messages/de.rates.json'
import recurring from './messages/de.recurring.json'
import reports from './messages/de.reports.json'
import rules from './messages/de.rules.json'
import shellMore from './messages/de.shell.json'
import list from './messages/de.transactions.json'

/** The German catalogue: what English says, no message more or less. */
export default {
  ...messages,
  account,
  accounts,
  budgets,
  errors,
  codes,
  connection,
  details,
  history,
  imports,
  investments,
  language,
  list,
  notifications,
  operator,
  shellMore,
  categoryPages,
  rates,
  reports,
  recurring,
  rules,
} satisfies typeof english

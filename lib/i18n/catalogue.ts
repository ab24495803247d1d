import account from './messages/en.account.json'
import accounts from './messages/en.accounts.json'
import budgets from './messages/en.budgets.json'
import categoryPages from './messages/en.categories.json'
import codes from './messages/en.codes.json'
import connection from './messages/en.connection.json'
import details from './messages/en.details.json'
import errors from './messages/en.errors.json'
import history from './messages/en.history.json'
import imports from './messages/en.imports.json'
import investments from './messages/en.investments.json'
import messages from './messages/en.json'
import language from './messages/en.language.json'
import notifications from './messages/en.notifications.json'
import operator from './messages/en.operator.json'
import rates from './messages/en.rates.json'
import recurring from './messages/en.recurring.json'
import reports from './messages/en.reports.json'
import rules from './messages/en.rules.json'
import shellMore from './messages/en.shell.json'
import list from './messages/en.transactions.json'

/**
 * The message catalogue. It is one, in several files: what an error page says is apart, because the browser must have
 * it before anything fails, and large parts have a file of their own; all but the error pages' stays on the server.
 */
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
}

import codes from './messages/en.codes.json'
import connection from './messages/en.connection.json'
import errors from './messages/en.errors.json'
import history from './messages/en.history.json'
import messages from './messages/en.json'
import operator from './messages/en.operator.json'

/**
 * The message catalogue. It is one, in several files: what an error page says is apart, because the browser must have
 * it before anything fails, and large parts have a file of their own; all but the error pages' stays on the server.
 */
export default { ...messages, errors, codes, connection, history, operator }

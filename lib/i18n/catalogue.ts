import errors from './messages/en.errors.json'
import messages from './messages/en.json'

/**
 * The message catalogue. It is one, in two files: what an error page says is apart, because the browser must have it
 * before anything fails, and the rest stays on the server.
 */
export default { ...messages, errors }

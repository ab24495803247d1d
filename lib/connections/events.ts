/**
 * Dispatched on `window` when something was set going at a bank whose news arrives by itself, so that a page that
 * watches its connections looks more often for a while.
 */
export const CONNECTIONS_STIRRED = 'evenkeel:connections-stirred'

// Loaded into the server before anything else (NODE_OPTIONS=--require): no socket and no name look-up may leave this
// machine. What tries is refused, and written to the file LOOPBACK_GUARD_LOG for the test run to fail on: the app
// might have caught the error.
const dgram = require('node:dgram')
const dns = require('node:dns')
const { appendFileSync } = require('node:fs')
const net = require('node:net')

const local = new net.BlockList()
local.addSubnet('127.0.0.0', 8, 'ipv4')
local.addAddress('0.0.0.0', 'ipv4')
local.addAddress('::1', 'ipv6')
local.addAddress('::', 'ipv6')
local.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')

function isLocal(host) {
  if (host === undefined || host === null || host === '') return true
  const name = String(host)
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  const family = net.isIP(name)
  return family !== 0 && local.check(name, family === 6 ? 'ipv6' : 'ipv4')
}

function refuse(what) {
  const error = new Error(`Refused to leave this machine: ${what}`)
  error.code = 'ELOOPBACKONLY'
  const file = process.env.LOOPBACK_GUARD_LOG
  if (file) appendFileSync(file, `${what}\n${error.stack.split('\n').slice(2).join('\n')}\n`)
  return error
}

/** Puts a check before a method: `targetOf` says what the arguments point at, or null where that is this machine. */
function guard(holder, name, targetOf) {
  const original = holder[name]
  holder[name] = function (...args) {
    const target = targetOf(args)
    if (target !== null) throw refuse(target)
    return Reflect.apply(original, this, args)
  }
}

guard(net.Socket.prototype, 'connect', (args) => {
  // Node's own callers pass the arguments in an array, already put in order.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  // A path names a socket of this machine; a number, or one as a text, names a port.
  if (typeof first === 'string' && !/^\d+$/.test(first)) return null
  const options = typeof first === 'object' && first !== null ? first : { port: first, host: second }
  if (options.path || typeof options.host === 'function' || isLocal(options.host)) return null
  return `a connection to ${String(options.host)}:${String(options.port)}`
})

guard(dgram.Socket.prototype, 'send', (args) => {
  const address = args.find((arg, index) => index > 0 && typeof arg === 'string')
  return isLocal(address) ? null : `a datagram to ${String(address)}`
})

guard(dgram.Socket.prototype, 'connect', ([, address]) =>
  typeof address !== 'string' || isLocal(address) ? null : `datagrams to ${address}`,
)

/** Look-ups fail the way each of them fails: the old ones call back, the promised ones reject. */
function guardLookups(holder, promised) {
  for (const name of Object.keys(holder).concat(Object.getOwnPropertyNames(holder))) {
    if (!/^(lookup|resolve\w*|reverse)$/.test(name) || typeof holder[name] !== 'function') continue
    const original = holder[name]
    if (original.guarded) continue
    const guarded = function (host, ...rest) {
      if (isLocal(host)) return original.call(this, host, ...rest)
      const error = refuse(`a look-up of ${host}`)
      if (promised) return Promise.reject(error)
      const callback = rest.at(-1)
      if (typeof callback !== 'function') throw error
      process.nextTick(callback, error)
      return undefined
    }
    guarded.guarded = true
    holder[name] = guarded
  }
}
guardLookups(dns, false)
guardLookups(dns.promises, true)
guardLookups(dns.Resolver.prototype, false)
guardLookups(Object.getPrototypeOf(dns.Resolver.prototype), false)
guardLookups(dns.promises.Resolver.prototype, true)

import { BlockList, isIP } from 'node:net'

/** Addresses that are not of the public network: of this machine, of a network at home, and of none. */
const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4')

/** What is routed in IPv6 at all; of it, what carries an IPv4 address or documents something is left out. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6')

/** Whether an IP address belongs to a machine of the public network. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !PRIVATE.check(address, 'ipv4')
  return family === 6 && GLOBAL.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6')
}

const LONGEST = 2_000

/**
 * Reads where a browser wants its messages sent to. Null for anything that is no https address of a push service: what
 * names this machine or a network at home must never be called.
 */
export function readEndpoint(text: string): URL | null {
  if (text.length > LONGEST || !URL.canParse(text)) return null
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const isName = isIP(host) === 0
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return null
  if (
    isName &&
    (!host.includes('.') || /\.(localhost|local|internal|lan|home|arpa|test|invalid)$/.test(host))
  )
    return null
  return isName || isPublicAddress(host) ? url : null
}

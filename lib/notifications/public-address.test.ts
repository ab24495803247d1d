import { describe, expect, it } from 'vitest'
import { isPublicAddress, readEndpoint } from './public-address'

describe('the address of a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://8.8.8.8/abc',
    'https://[2606:4700::1111]/abc',
  ])('may be one of the public network: %s', (text) => {
    expect(readEndpoint(text)?.href).toBe(text)
  })

  it.each([
    'http://fcm.googleapis.com/abc',
    'https://localhost/abc',
    'https://push.localhost/abc',
    'https://printer/abc',
    'https://nas.local/abc',
    'https://router.home/abc',
    'https://metadata.google.internal/abc',
    'https://metadata.google.internal./abc',
    'https://127.0.0.1/abc',
    'https://2130706433/abc',
    'https://0x7f.1/abc',
    'https://10.1.2.3/abc',
    'https://172.31.0.1/abc',
    'https://192.168.1.1/abc',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/abc',
    'https://0.0.0.0/abc',
    'https://[::1]/abc',
    'https://[::ffff:127.0.0.1]/abc',
    'https://[fe80::1]/abc',
    'https://[fd00::1]/abc',
    'https://[64:ff9b::7f00:1]/abc',
    'https://[2002:7f00:1::]/abc',
    'https://push.example.org:8443/abc',
    'https://user:word@push.example.org/abc',
    'file:///etc/passwd',
    'not an address',
    `https://push.example.org/${'a'.repeat(2_000)}`,
  ])('is never one of this machine, of a network at home, or of anything else: %s', (text) => {
    expect(readEndpoint(text)).toBeNull()
  })

  it('is none of what is no IP address', () => {
    expect(isPublicAddress('example.org')).toBe(false)
    expect(isPublicAddress('')).toBe(false)
  })
})

import { expect, it } from 'vitest'
import { emulatorBase } from './address'

it('finds the emulator alone, mounted under a prefix, and with a slash or a view behind the address', () => {
  expect(emulatorBase('http://127.0.0.1:4010/emulator')).toBe('http://127.0.0.1:4010')
  expect(emulatorBase('http://127.0.0.1:4010/emulator/#faults')).toBe('http://127.0.0.1:4010')
  expect(emulatorBase('http://localhost:3000/plaid-emulator/emulator?x=1')).toBe(
    'http://localhost:3000/plaid-emulator',
  )
})

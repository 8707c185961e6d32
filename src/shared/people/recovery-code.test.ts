import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainRecoveryCode, recoveryCodeOf } from './recovery-code.ts'

test('a code has four groups of four signs that are not taken for each other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      expect(recoveryCodeOf(bytes)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/u)
    })
  )
})

test('however it is typed from the paper, it is the same code', () => {
  const code = recoveryCodeOf(Uint8Array.from({ length: 16 }, (_, at) => at))
  expect(code).toBe('0123-4567-89AB-CDEF')
  expect(plainRecoveryCode(' ol23 4567 89ab cdef ')).toBe(plainRecoveryCode(code))
})

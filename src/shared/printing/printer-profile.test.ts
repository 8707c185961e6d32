import { expect, test } from 'vitest'
import { GENERIC_PROFILE, printerProfileSchema } from './printer-profile.ts'

test('the printer that nobody knows is a profile like any other', () => {
  expect(printerProfileSchema.parse(GENERIC_PROFILE)).toEqual(GENERIC_PROFILE)
})

test('a profile with a code page that has no number, or a fence that nobody knows, is refused', () => {
  expect(printerProfileSchema.safeParse({ ...GENERIC_PROFILE, codePages: { latin: 'cp437' } }).success).toBe(false)
  expect(printerProfileSchema.safeParse({ ...GENERIC_PROFILE, fence: 'gs-x' }).success).toBe(false)
  expect(printerProfileSchema.safeParse({ ...GENERIC_PROFILE, id: '../x' }).success).toBe(false)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatUrl, internationalDigits, isChatUrl } from './phone-number.ts'

test('numbers as people write them', () => {
  const india = (phone: string) => internationalDigits(phone, '91')
  for (const written of [
    '9414012345',
    '09414012345',
    '+91 94140 12345',
    '0091-94140-12345',
    '91 9414012345',
    '(94140) 12345'
  ])
    expect(india(written), written).toBe('919414012345')
  expect(india('+65 9123 4567')).toBe('6591234567')
  for (const none of [
    '',
    '12345',
    '011-23456789',
    '9414012345/9414054321',
    'Ramesh',
    '+',
    '94140123456789',
    '९४१४०१२३४५'
  ])
    expect(india(none), none).toBe(null)
  expect(internationalDigits('9123 4567', '65')).toBe('6591234567')
  expect(internationalDigits('06 12 34 56 78', '')).toBe(null)
  expect(internationalDigits('+33 6 12 34 56 78', '')).toBe('33612345678')
})

test('a number is digits with a code, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'+0123456789 -().'), maxLength: 20 }), (phone) => {
      const digits = internationalDigits(phone, '91')
      expect(digits === null || /^[1-9]\d{7,14}$/u.test(digits)).toBe(true)
    })
  )
})

test('the address of a chat carries the text to the letter, and only such an address is opened', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const url = chatUrl('919414012345', text)
      if (url === null) throw new Error('too long')
      expect(isChatUrl(url)).toBe(true)
      expect(new URL(url).searchParams.get('text')).toBe(text.toWellFormed())
    })
  )
  expect(chatUrl('919414012345', 'नमस्ते रमेश & Sons + 50%')).toMatch(/text=%E0%A4%A8.*%26%20Sons%20%2B%2050%25$/u)
  expect(chatUrl('919414012345', 'न'.repeat(2_000))).toBe(null)
  for (const other of [
    'https://wa.me.evil.example/919414012345?text=a',
    'https://wa.me/919414012345?text=a&phone=1',
    'https://wa.me/919414012345?text=a#b',
    'http://wa.me/919414012345?text=a',
    'https://wa.me/+919414012345?text=a',
    'https://user@wa.me/919414012345?text=a',
    'https://wa.me/919414012345?text=a\nb',
    'file:///etc/passwd'
  ])
    expect(isChatUrl(other), other).toBe(false)
})

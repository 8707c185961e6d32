import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bookCodeOf, readBookCode } from './book-code.ts'

const aCode = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(bookCodeOf)

test('a code has six groups of four signs, and is read back however it is typed', () => {
  fc.assert(
    fc.property(aCode, (code) => {
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/u)
      const signs = code.replaceAll('-', '')
      expect(readBookCode(code)).toBe(signs.slice(0, 20))
      expect(readBookCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(signs.slice(0, 20))
    })
  )
})

test('one wrong sign, two signs in each other’s place, or a sign too few are told from the code', () => {
  fc.assert(
    fc.property(aCode, fc.nat(23), fc.integer({ min: 1, max: 31 }), (code, at, by) => {
      const signs = [...code.replaceAll('-', '')]
      const all = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
      const other = [...signs]
      other[at] = all[(all.indexOf(signs[at] ?? '') + by) % all.length] ?? ''
      expect(readBookCode(other.join(''))).toBeNull()
      const swapped = [...signs]
      ;[swapped[at], swapped[(at + 1) % 24]] = [signs[(at + 1) % 24] ?? '', signs[at] ?? '']
      if (at < 19 && signs[at] !== signs[at + 1]) expect(readBookCode(swapped.join(''))).toBeNull()
      expect(readBookCode(signs.slice(1).join(''))).toBeNull()
    })
  )
})

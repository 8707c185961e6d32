import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAIR_LETTERS, pairCodeFrom, readPairCode, shownPairCode } from './pair-code.ts'

const bytes = fc.uint8Array({ minLength: 32, maxLength: 64 })

describe('a pairing code', () => {
  test('has eight letters of twenty, whatever the bytes are', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = pairCodeFrom(random)
        if (code !== null) expect(code).toMatch(new RegExp(`^[${PAIR_LETTERS}]{8}$`))
      })
    )
  })

  test('is null where too few bytes are fair', () => {
    expect(pairCodeFrom(new Uint8Array(64).fill(250))).toBeNull()
    expect(pairCodeFrom(new Uint8Array(7))).toBeNull()
  })

  test('takes every letter equally often', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte++) {
      for (const letter of pairCodeFrom(new Uint8Array(8).fill(byte)) ?? '') {
        counts.set(letter, (counts.get(letter) ?? 0) + 1)
      }
    }
    expect(counts.size).toBe(20)
    expect(new Set(counts.values()).size).toBe(1)
  })

  test('is read back however it was typed', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = pairCodeFrom(random)
        if (code === null) return
        expect(readPairCode(shownPairCode(code))).toBe(code)
        expect(readPairCode(` ${shownPairCode(code).toLowerCase().replace('-', ' \u2013 ')} `)).toBe(code)
      })
    )
  })

  test('is not read from anything else', () => {
    for (const typed of ['', 'BCDF-GHJ', 'BCDF-GHJKL', 'BCDF-GHJA', 'BCDF-GHJ1', "BCDF' OR", 'ſſſſſſſſ', '<script>']) {
      expect(readPairCode(typed)).toBeNull()
    }
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = readPairCode(typed)
        if (code !== null) expect(code).toMatch(new RegExp(`^[${PAIR_LETTERS}]{8}$`))
      })
    )
  })
})

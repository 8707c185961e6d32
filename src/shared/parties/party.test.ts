import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName } from './party.ts'

describe('a name', () => {
  it.each([
    ['  Ramesh \t Kirana\n', 'Ramesh Kirana'],
    ['\u202eRamesh\u202c \u2067Shah', 'Ramesh Shah'],
    ['Ra\u200bmesh', 'Ramesh'],
    ['👨‍👩‍👧 🧵', '👨‍👩‍👧 🧵'],
    ['क्\u200dष', 'क्\u200dष'],
    ['?', '?']
  ])('%j is kept as %j', (raw, kept) => expect(cleanName(raw)).toBe(kept))

  it.each(['', '   ', '\u00a0\u2003\u200b', '\u200d', '\u3164', '\u2800', '\ufe0f', '\u00ad', '\u0301'])(
    '%j that nobody can see is none',
    (raw) => expect(cleanName(raw)).toBe('')
  )

  it('is cleaned once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => cleanName(cleanName(raw)) === cleanName(raw)))
  })
})

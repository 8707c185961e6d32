import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SlipRows, slipsToStart } from './edit-distance.ts'
import { utf8Bytes } from './utf8.ts'

const rows = new SlipRows()

function halfSlips(sought: string, name: string, limit = 3): number {
  const bytes = utf8Bytes(name)
  return slipsToStart(utf8Bytes(sought), bytes, 0, bytes.length, limit, rows)
}

/** The textbook table, whole and without a band: slips that turn `sought` into each beginning of `name`. */
function slowly(sought: string, name: string, limit: number): number {
  const table = Array.from({ length: name.length + 1 }, (_, column) => [column])
  for (let i = 1; i <= sought.length; i++) (table[0] as number[])[i] = i
  const cell = (column: number, i: number) => table[column]?.[i] ?? Number.POSITIVE_INFINITY
  for (let column = 1; column <= name.length; column++) {
    for (let i = 1; i <= sought.length; i++) {
      const isSame = sought[i - 1] === name[column - 1]
      const isSwap = i > 1 && column > 1 && sought[i - 1] === name[column - 2] && sought[i - 2] === name[column - 1]
      ;(table[column] as number[])[i] = Math.min(
        cell(column - 1, i - 1) + (isSame ? 0 : 1),
        cell(column - 1, i) + 1,
        cell(column, i - 1) + 1,
        isSwap ? cell(column - 2, i - 2) + 1 : Number.POSITIVE_INFINITY
      )
    }
  }
  const ends = table.slice(1).map((column, at) => 2 * (column[sought.length] ?? 0) + (at + 1 === name.length ? 0 : 1))
  return Math.min(2 * limit + 2, ...ends)
}

describe('slips to the start of a name', () => {
  test.each([
    ['ramesh', 'ramesh', 0],
    ['ramesh', 'rameshwar', 1],
    ['rmesh', 'ramesh', 2],
    ['rameesh', 'ramesh', 2],
    ['rantesh', 'ramesh', 4],
    ['rmaesh', 'ramesh', 2],
    ['ramlal', 'ram lal', 0],
    ['gupta', 'ramesh', 8]
  ])('%s to %s', (sought, name, half) => {
    expect(halfSlips(sought, name)).toBe(half)
  })

  test('the band gives what the whole table gives', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (sought, name, limit) => {
        expect(halfSlips(sought, name, limit)).toBe(slowly(sought, name, limit))
      })
    )
  })
})

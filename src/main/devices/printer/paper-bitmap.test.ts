import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakRealTimeCommands, DotGrid, isBlack } from './paper-bitmap.ts'

describe('breakRealTimeCommands', () => {
  test('breaks each command that a printer obeys in the middle of a picture, across rows too', () => {
    const bits = new Uint8Array([0x10, 0x04, 0x01, 0x10, 0x05, 0x10, 0x14, 0x00, 0x10, 0x10, 0x04])
    breakRealTimeCommands(bits)
    expect([...bits]).toEqual([0x10, 0x0c, 0x01, 0x10, 0x0d, 0x10, 0x1c, 0x00, 0x10, 0x10, 0x0c])
  })

  test('in any picture: none is left, no dot is taken away, and only bytes that were part of one gain a dot', () => {
    const byte = fc.oneof(fc.constantFrom(0x10, 0x04, 0x05, 0x14), fc.nat(255))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(byte, { maxLength: 400 }), (noise, likely) => {
        const before = new Uint8Array([...noise, ...likely])
        const after = before.slice()
        breakRealTimeCommands(after)
        after.forEach((value, at) => {
          expect(after[at - 1] === 0x10 && [0x04, 0x05, 0x14].includes(value)).toBe(false)
          expect(value & (before[at] ?? 0)).toBe(before[at])
          if (value !== before[at]) expect(before[at - 1]).toBe(0x10)
        })
      })
    )
  })
})

describe('DotGrid', () => {
  test('draws nothing outside of the paper, and inverts exactly its area', () => {
    const grid = new DotGrid(12, 4)
    grid.fill(-3, -3, 30, 5)
    grid.invert(2, 1, 3, 2)
    const rows = Array.from({ length: 4 }, (_, y) =>
      Array.from({ length: 12 }, (_, x) => (isBlack(grid, x, y) ? '#' : '.')).join('')
    )
    expect(rows).toEqual(['############', '##...#######', '..###.......', '............'])
    // The four bits behind the last column stay white: a printer would print them.
    expect([...grid.bits].filter((_, at) => at % 2 === 1).every((value) => (value & 0x0f) === 0)).toBe(true)
  })
})

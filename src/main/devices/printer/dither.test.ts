import { describe, expect, test } from 'vitest'
import { dither } from './dither.ts'
import { isBlack } from './paper-bitmap.ts'

const dots = (width: number, height: number, pixels: readonly number[]): string => {
  const grid = dither({ width, height, pixels: Uint8Array.from(pixels) })
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (isBlack(grid, x, y) ? '#' : '.')).join('')
  )
  return rows.join('/')
}

describe('dither', () => {
  test('a case that was reckoned by hand', () => {
    // 100 is black, 100 over: 7/16 = 43.75 to the right, 3/16 to nobody, 5/16 = 31.25 below, 1/16 = 6.25 across.
    // Second: 143.75 is white, 111.25 too little: it takes 7/16 from nobody, 3/16 = 20.86 from below left, 5/16 = 34.8 from below.
    // Below left 131.25 - 20.86 = 110.39 is black; 7/16 of that = 48.3 go to the last: 106.25 - 34.8 + 48.3 = 119.8, black.
    expect(dots(2, 2, [100, 100, 100, 100])).toBe('#./##')
  })

  test('black stays black, white stays white, and what is nearly so becomes so', () => {
    expect(dots(3, 2, [0, 255, 0, 255, 0, 255])).toBe('#.#/.#.')
    expect(dots(4, 1, [60, 230, 10, 250])).toBe('#.#.')
  })

  test('a grey plane has as many black dots as it is dark', () => {
    const side = 64
    for (const grey of [64, 128, 192]) {
      const grid = dither({ width: side, height: side, pixels: new Uint8Array(side * side).fill(grey) })
      let black = 0
      for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) black += isBlack(grid, x, y) ? 1 : 0
      expect(Math.abs(black / (side * side) - (255 - grey) / 255)).toBeLessThan(0.03)
    }
  })
})

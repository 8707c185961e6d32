import { expect, test } from 'vitest'
import { growthPicture } from '#tests/bench/growth-picture.ts'

test('a picture has a line, its points and its words for each measure, on whole powers of ten', () => {
  const points = (ms: number) => [1_000, 100_000, 1_000_000].map((entries) => ({ entries, medianMs: ms }))
  const picture = growthPicture('As it grows', [
    { name: 'one entry', points: points(0.5) },
    { name: 'search', points: points(0.5) }
  ])
  expect(picture.match(/<polyline/gu)).toHaveLength(2)
  expect(picture.match(/<circle/gu)).toHaveLength(6)
  expect(picture).toContain('one entry: 500 µs')
  expect(picture).toContain('>1,000,000<')
  const labels = [...picture.matchAll(/class="d\d" x="[\d.]+" y="([\d.]+)"/gu)].map((match) => Number(match[1]))
  expect(Math.abs((labels[0] ?? 0) - (labels[1] ?? 0))).toBeGreaterThan(15)
  expect(picture).not.toMatch(/NaN|undefined|Infinity/u)
})

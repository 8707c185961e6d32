import { expect, test } from 'vitest'
import { NO_TRIES, secondsAfter, waitLeftMs } from './tries.ts'

test('each wrong secret in a row doubles the wait, up to five minutes', () => {
  expect([0, 1, 2, 3, 4, 9, 10, 500].map(secondsAfter)).toEqual([0, 1, 2, 4, 8, 256, 300, 300])
})

test('the wait runs by the clock, and one that is set back makes it no longer', () => {
  expect(waitLeftMs(NO_TRIES, 5)).toBe(0)
  const tries = { count: 3, lastAt: 10_000 }
  expect(waitLeftMs(tries, 10_000)).toBe(4_000)
  expect(waitLeftMs(tries, 13_999)).toBe(1)
  expect(waitLeftMs(tries, 14_000)).toBe(0)
  expect(waitLeftMs(tries, 0)).toBe(4_000)
})

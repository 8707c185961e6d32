import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchIdle } from './idle-watch.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('who works is left alone, and an empty counter is told once', () => {
  let told = 0
  const watch = watchIdle(60_000, Date.now, () => void told++)
  for (let minute = 0; minute < 10; minute++) {
    vi.advanceTimersByTime(55_000)
    watch.seen()
  }
  expect(told).toBe(0)
  vi.advanceTimersByTime(59_000)
  expect(told).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(told).toBe(1)
  vi.advanceTimersByTime(600_000)
  expect(told).toBe(1)
  watch.stop()
})

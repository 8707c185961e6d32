import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toldTogether } from './told-together.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function counted() {
  const seen = { answers: 0 }
  return { seen, ...toldTogether(() => void seen.answers++) }
}

test('the first news is answered at once', () => {
  const { seen, tell } = counted()
  tell()
  expect(seen.answers).toBe(1)
  vi.runAllTimers()
  expect(seen.answers).toBe(1)
})

test('what follows closely is answered once more, after the last of it', () => {
  const { seen, tell } = counted()
  for (let news = 0; news < 5; news++) tell()
  expect(seen.answers).toBe(1)
  vi.runAllTimers()
  expect(seen.answers).toBe(2)
  tell()
  expect(seen.answers).toBe(3)
})

test('an entry waits for nothing, and answers what was told before it', () => {
  const { seen, tell, tellNow } = counted()
  tell()
  tell()
  tellNow()
  expect(seen.answers).toBe(2)
  vi.runAllTimers()
  expect(seen.answers).toBe(2)
})

test('news that never end are answered in between', () => {
  const { seen, tell } = counted()
  for (let news = 0; news < 100; news++) {
    tell()
    vi.advanceTimersByTime(30)
  }
  vi.runAllTimers()
  expect(seen.answers).toBeGreaterThan(15)
  expect(seen.answers).toBeLessThan(25)
})

test('nobody is answered after the end', () => {
  const { seen, tell, stop } = counted()
  tell()
  tell()
  stop()
  vi.runAllTimers()
  expect(seen.answers).toBe(1)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atRest } from './at-rest.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('news one after the other are answered once, when there is rest', () => {
  let answers = 0
  const { tell, stop } = atRest(() => void answers++, 500)
  for (let news = 0; news < 10; news++) {
    tell()
    vi.advanceTimersByTime(499)
  }
  expect(answers).toBe(0)
  vi.advanceTimersByTime(1)
  expect(answers).toBe(1)
  tell()
  stop()
  vi.runAllTimers()
  expect(answers).toBe(1)
})

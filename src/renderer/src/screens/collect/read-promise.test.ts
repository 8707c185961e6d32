import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { readPromise } from './read-promise.ts'

const TODAY = 20261121 as BookDate

test('a promise looks ahead', () => {
  const read = (text: string) => {
    const answer = readPromise(text, TODAY)
    return answer.ok ? answer.value : answer.failure.code
  }
  expect(read('+3')).toBe(20261124)
  expect(read('25')).toBe(20261125)
  expect(read('5')).toBe(20261205)
  expect(read('21')).toBe(TODAY)
  expect(read('5-1')).toBe(20270105)
  expect(read('kal')).toBe(20261122)
  expect(read('परसों')).toBe(20261123)
  expect(read('today')).toBe(TODAY)
  expect(read('1-11-2026')).toBe(20261101)
  expect(read('soon')).toBe('calendar/not-a-date')
})

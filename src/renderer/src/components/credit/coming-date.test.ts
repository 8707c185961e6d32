import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { readComingDate } from './coming-date.ts'

const TODAY = bookDate(2026, 11, 22)
const read = (text: string) => {
  const answer = readComingDate(text, TODAY)
  return answer.ok ? answer.value : answer.failure.code
}

test('a day that is typed is the next one of that name', () => {
  expect(['22', '25', '21', '25-12', '21-11', '25/12/27', '0101', 'tomorrow', 'कल', '+7', '२५'].map(read)).toEqual([
    ...[20261122, 20261125, 20261221, 20261225, 20271121, 20271225, 20270101, 20261123, 20261123, 20261129, 20261125]
  ])
  expect(['31-02', 'soon', '', '40'].map(read)).toEqual(Array(4).fill('calendar/not-a-date'))
})

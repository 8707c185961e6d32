import { expect, test } from 'vitest'
import { fieldOfColumn, stepColumn } from './column-step.ts'

test('a column steps over what is free, and around over nothing', () => {
  const columns = { date: 0, credit: 2 }
  expect(fieldOfColumn(columns, 2)).toBe('credit')
  expect(stepColumn(columns, 1, 1)).toEqual({ ...columns, time: 1 })
  expect(stepColumn(columns, 1, -1)).toEqual({ ...columns, status: 1 })
  expect(stepColumn({ date: 0, status: 2 }, 2, 1)).toEqual({ date: 0 })
  expect(stepColumn(columns, 0, -1)).toEqual({ credit: 2 })
})

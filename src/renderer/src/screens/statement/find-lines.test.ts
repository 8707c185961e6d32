import { describe, expect, it } from 'vitest'
import type { AccountLine } from '#shared/contract/views.ts'
import { minor } from '#shared/money/money.ts'
import { findLines } from './find-lines.ts'
import type { StatementLine } from './statement-pages.ts'

function line(change: Partial<Record<keyof AccountLine, unknown>>): StatementLine {
  const entry = {
    text: '',
    note: '',
    number: '',
    reason: '',
    bookOn: 20261121,
    amountMinor: 0,
    creditMinor: 0,
    ...change
  }
  return { entry: entry as unknown as AccountLine, balanceMinor: minor(0) }
}
const lines = [
  line({ text: 'Cotton bales', number: 'B1-0231', amountMinor: minor(1_25_000_50), creditMinor: minor(1_25_000_50) }),
  line({ note: 'by his son', bookOn: 20261119, amountMinor: minor(5_000_00), creditMinor: minor(-5_000_00) })
]
const found = (typed: string) =>
  findLines(lines, typed, (one) => (one.entry.creditMinor > 0 ? 'credit sale' : 'got')).map((one) => lines.indexOf(one))

describe('finding in a statement', () => {
  it.each([
    ['', [0, 1]],
    ['  ', [0, 1]],
    ['cotton', [0]],
    ['0231', [0]],
    ['125000', [0]],
    ['1,25,000.50', [0]],
    ['१२५०००', [0]],
    ['19-11', [1]],
    ['got son', [1]],
    ['got cotton', []],
    ['5000', [0, 1]]
  ])('%s', (typed, expected) => {
    expect(found(typed)).toEqual(typed === '5000' ? [0, 1] : expected)
  })
})

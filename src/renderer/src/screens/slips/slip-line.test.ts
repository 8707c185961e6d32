import { describe, expect, it } from 'vitest'
import { readSlipAmount, splitSlipLine } from './slip-line.ts'

describe('what is typed on a slip', () => {
  it.each([
    ['40', 40_00],
    ['+40', 40_00],
    ['-40', -40_00],
    ['−15.50', -15_50],
    ['20+20', 40_00],
    ['-20+20', -40_00],
    ['४०', 40_00]
  ])('reads %s', (text, amount) => {
    expect(readSlipAmount(text)).toEqual({ ok: true, value: amount })
  })

  it.each([
    ['', 'money/not-a-number'],
    ['-', 'money/not-a-number'],
    ['--4', 'money/negative'],
    ['0', 'money/zero'],
    ['1.234', 'money/too-many-decimals']
  ])('does not read %s', (text, code) => {
    expect(readSlipAmount(text)).toMatchObject({ ok: false, failure: { code } })
  })

  it.each([
    ['raju 40', { name: 'raju', amount: '40' }],
    ['raju -40', { name: 'raju', amount: '-40' }],
    ['gali 5 raju 20+20', { name: 'gali 5 raju', amount: '20+20' }],
    ['raju', null],
    ['40', null]
  ])('takes %s apart', (text, parts) => {
    expect(splitSlipLine(text)).toEqual(parts)
  })
})

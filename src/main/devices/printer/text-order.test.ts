import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseDirection, inVisualOrder } from './text-order.ts'
import { runsOf } from './text-runs.ts'

/** The runs from left to right, those that run from right to left in braces. */
const shown = (text: string, paper: 'ltr' | 'rtl') =>
  inVisualOrder(runsOf(text, false, paper, () => {}))
    .map((run) => (run.level % 2 === 1 ? `{${run.text}}` : run.text))
    .join('')

describe('a line from right to left', () => {
  test.each([
    ['an amount keeps its sign before it', 'چائے ₹\u00a01,250.00 کلو', '{ کلو}{ }₹\u00a01,250.00{چائے }'],
    ['a sum keeps its sign before it', '−\u00a0500.00', '−\u00a0500.00'],
    ['a telephone number is one', 'فون 98100 12345', '98100 12345{فون }'],
    ['day and time are one', '21-11-2026 10:41', '21-11-2026 10:41'],
    ['a measure is one', 'چاول 25 kg', '25 kg{چاول }'],
    ['the number of a bill is one', 'نمبر B1-0231', 'B1-0231{نمبر }'],
    ['a Latin name keeps its full stop', 'Sharma & Sons Pvt. Ltd.', 'Sharma & Sons Pvt. Ltd.']
  ])('%s', (_, text, expected) => {
    const [a, b] = [shown(text, 'rtl'), expected].map((line) => line.replace(/[{} ]/g, ''))
    expect(a).toBe(b)
  })

  test('on a paper from left to right an Urdu name stands as it is read, its figures too', () => {
    expect(shown('رمیش 25 kg', 'ltr').replace(/[{} ]/g, '')).toBe('25kgرمیش')
    expect(shown('To رمیش (Delhi)', 'ltr').replace(/[{} ]/g, '')).toBe('Toرمیش(Delhi)')
    expect(baseDirection('₹ 100.00', 'rtl')).toBe('rtl')
    expect(baseDirection('₹ 100.00', 'ltr')).toBe('ltr')
  })
})

describe('visual order', () => {
  const levels = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 })

  test('loses no piece, leaves a line of one direction as it is, and turns one of the other round', () => {
    fc.assert(
      fc.property(levels, (of) => {
        const pieces = of.map((level, at) => ({ level, at }))
        const ordered = inVisualOrder(pieces)
        expect(ordered.map(({ at }) => at).sort((a, b) => a - b)).toEqual(pieces.map(({ at }) => at))
        const forwards = pieces.map(({ at }) => ({ level: 0, at }))
        expect(inVisualOrder(forwards)).toEqual(forwards)
        const backwards = pieces.map(({ at }) => ({ level: 1, at }))
        expect(inVisualOrder(backwards)).toEqual(backwards.toReversed())
      })
    )
  })

  test('is that of the published rule: figures inside letters from right to left', () => {
    const pieces = [1, 2, 1, 0, 1, 2].map((level, at) => ({ level, at }))
    expect(inVisualOrder(pieces).map(({ at }) => at)).toEqual([2, 1, 0, 3, 5, 4])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutLetters } from './layout-letters.ts'
import { type LetterPaper, runColumns } from './letter-paper.ts'
import { wrapLetters } from './letter-setter.ts'
import type { ReceiptBlock } from './receipt-document.ts'

const lay = (blocks: readonly ReceiptBlock[], columns: number, fits = true): LetterPaper =>
  layOutLetters({ version: 1, language: 'en', title: '', blocks }, columns, () => fits)
const texts = (paper: LetterPaper) =>
  paper.items.map((item) => (item.type === 'qr' ? `[${item.payload}]` : item.runs.map((run) => run.text).join('')))

const word = fc.stringMatching(/^[A-Za-z0-9.,()-]{1,24}$/)
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
const amount = fc.integer({ min: 0, max: 99_999_999_999 }).map((value) => (value / 100).toFixed(2))
const size = fc.constantFrom('small', 'body', 'large', 'title')
const weight = fc.constantFrom('regular', 'bold')
const align = fc.constantFrom('left', 'center', 'right')
const block: fc.Arbitrary<ReceiptBlock> = fc.oneof(
  fc.record({ type: fc.constant('text'), text: line, align, size, weight, maxLines: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    type: fc.constant('pair'),
    label: line,
    value: amount,
    size: fc.constantFrom('small', 'body', 'large'),
    weight
  }),
  fc.record({ type: fc.constant('big-amount'), label: word, amount }),
  fc.record({ type: fc.constant('banner'), text: line }),
  fc.record({
    type: fc.constant('table'),
    columns: fc.constant([
      { align: 'left', width: 'fill' } as const,
      { align: 'right', width: 'fit' } as const,
      { align: 'right', width: 'fit' } as const
    ]),
    rows: fc.array(fc.record({ cells: fc.tuple(line, amount, amount), weight }), { maxLength: 4 }),
    size: fc.constantFrom('small', 'body')
  })
)

describe('a paper of letters', () => {
  test('no line is longer than the paper is wide', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.integer({ min: 24, max: 64 }), (blocks, columns) => {
        for (const item of lay(blocks, columns).items) {
          if (item.type === 'line') expect(runColumns(item.runs)).toBeLessThanOrEqual(columns)
        }
      })
    )
  })

  test('an amount is never broken, and stands at the right edge', () => {
    fc.assert(
      fc.property(line, amount, fc.constantFrom(32, 42, 48), (label, value, columns) => {
        const paper = lay([{ type: 'pair', label, value, size: 'body', weight: 'regular' }], columns)
        const last = texts(paper).at(-1) ?? ''
        expect(last.endsWith(value)).toBe(true)
        expect(last).toHaveLength(columns)
      })
    )
  })

  test('wrapping loses no letter while there are lines enough', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 4, max: 60 }), (text, columns) => {
        const lines = wrapLetters(text, columns, Number.POSITIVE_INFINITY)
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
        for (const one of lines) expect([...one].length).toBeLessThanOrEqual(columns)
      })
    )
  })

  test('a table keeps its figures under each other, and stacks them when names would have no room', () => {
    const columns = [
      { align: 'left', width: 'fill' },
      { align: 'right', width: 'fit' }
    ] as const
    const rows = [
      { cells: ['Basmati rice, first quality, in bags', '2,450.00'], weight: 'regular' },
      { cells: ['Oil', '15.00'], weight: 'bold' }
    ] as const
    expect(texts(lay([{ type: 'table', columns, rows, size: 'body' }], 32))).toEqual([
      'Basmati rice, first',
      'quality, in bags        2,450.00',
      'Oil                        15.00'
    ])
    const wide = [{ cells: ['Basmati rice', '1,00,00,00,00,000.00'], weight: 'regular' }] as const
    expect(texts(lay([{ type: 'table', columns, rows: wide, size: 'body' }], 24))).toEqual([
      'Basmati rice',
      '    1,00,00,00,00,000.00'
    ])
  })

  test('a code that does not fit leaves its words', () => {
    const qr = {
      type: 'qr',
      payload: 'upi://pay',
      caption: 'Scan',
      detail: 'shop@bank',
      instead: ['Pay shop@bank']
    } as const
    expect(texts(lay([qr], 32))).toEqual(['              Scan', '[upi://pay]', '           shop@bank'])
    expect(texts(lay([qr], 32, false))).toEqual(['         Pay shop@bank'])
    expect(lay([qr], 32, false).isQrLeftOut).toBe(true)
  })

  test('the ruler numbers every tenth column', () => {
    expect(texts(lay([{ type: 'ruler' }], 32))).toEqual([
      '....+....|....+....|....+....|..',
      '        10        20        30'
    ])
  })
})

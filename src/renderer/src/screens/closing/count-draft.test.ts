import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedTotal } from '#shared/closing/cash-count.ts'
import { CURRENCIES } from '#shared/money/currency.ts'
import { countFields, draftOf, MAX_PIECES, parsePieces, readCount } from './count-draft.ts'

describe('the boxes of the count', () => {
  it('go from the largest note to the vouchers', () => {
    expect(countFields(false, {}).map((field) => field.id)).toEqual([
      'note:500',
      'note:200',
      'note:100',
      'note:50',
      'note:20',
      'note:10',
      'coins',
      'torn',
      'cheques',
      'vouchers'
    ])
  })

  it('have the rare notes and the coins by piece in the long list', () => {
    const ids = countFields(true, {}).map((field) => field.id)
    expect(ids[0]).toBe('note:2000')
    expect(ids).toContain('note:2')
    expect(ids).toContain('coin:1')
  })

  it('never hide a box that holds something', () => {
    const ids = countFields(false, { 'note:2000': '1', 'coin:5': ' 3' }).map((field) => field.id)
    expect(ids).toContain('note:2000')
    expect(ids).toContain('coin:5')
    expect(ids).not.toContain('coin:1')
  })
})

describe('reading the count', () => {
  it('adds up the drawer of the specimen day', () => {
    const reading = readCount({
      'note:500': '24',
      'note:200': '9',
      'note:100': '31',
      'note:50': '12',
      'note:20': '40',
      'note:10': '10'
    })
    expect(reading.totalMinor).toBe(18_400_00)
    expect(reading.worthMinor['note:500']).toBe(12_000_00)
    expect(reading.faults).toEqual({})
  })

  it('takes sums of bundles, coins as money, torn notes, cheques and vouchers', () => {
    const reading = readCount({ 'note:100': '100*2+4', coins: '37.50', torn: '20', cheques: '1.5L', vouchers: '250' })
    expect(reading.totalMinor).toBe(20_400_00 + 37_50 + 20_00 + 1_50_000_00 + 250_00)
  })

  it('names the box that cannot be read and counts it as nothing', () => {
    const reading = readCount({ 'note:500': 'x', 'note:100': '2.5', coins: '1.234', 'note:10': '3' })
    expect(reading.totalMinor).toBe(30_00)
    expect(reading.faults['note:500']?.code).toBe('money/not-a-number')
    expect(reading.faults['note:100']?.code).toBe('money/too-many-decimals')
    expect(reading.faults.coins?.code).toBe('money/too-many-decimals')
  })

  it('refuses more pieces than a drawer holds', () => {
    expect(parsePieces(String(MAX_PIECES)).ok).toBe(true)
    expect(parsePieces(String(MAX_PIECES + 1)).ok).toBe(false)
    expect(parsePieces('').ok && parsePieces('  ').ok).toBe(true)
  })

  it('comes back the same from an earlier count', () => {
    const pieces = fc.array(
      fc.record({ value: fc.constantFrom(...CURRENCIES.INR.notes), pieces: fc.integer({ min: 1, max: 5000 }) })
    )
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 10_000_000 }), (lines, loose) => {
        const draft: Record<string, string> = {}
        for (const line of lines) draft[`note:${line.value}`] = String(line.pieces)
        draft.coins = `${Math.trunc(loose / 100)}.${String(loose % 100).padStart(2, '0')}`
        const first = readCount(draft)
        const again = readCount(draftOf(first.count))
        expect(again.count).toEqual(first.count)
        expect(again.totalMinor).toBe(countedTotal(first.count))
      })
    )
  })
})

import { describe, expect, it } from 'vitest'
import { fitting } from './suggestions.ts'

const units = [
  { value: 'PCS', label: 'Piece' },
  { value: 'KGS', label: 'Kilogram', alsoTyped: ['kg'] },
  { value: 'GMS', label: 'Gram' },
  { value: 'TGM', label: 'Ten grams' },
  { value: 'KLR', label: 'Kilolitre', note: '1000 L' }
]
const found = (typed: string, meant: readonly string[] = []) => fitting(units, typed, meant).map((one) => one.value)

describe('what fits a few letters', () => {
  it('is first what begins so, then what has such a word, then what holds it', () => {
    expect(found('g')).toEqual(['GMS', 'TGM', 'KGS'])
    expect(found('KILO')).toEqual(['KGS', 'KLR'])
  })

  it('is found by other words and by its note', () => {
    expect(found('kg')).toEqual(['KGS'])
    expect(found('1000')).toEqual(['KLR'])
  })

  it('is before all what the word means', () => {
    expect(found('g', ['KLR'])).toEqual(['KLR', 'GMS', 'TGM', 'KGS'])
    expect(found('किलो', ['KGS'])).toEqual(['KGS'])
  })

  it('is nothing for a word that means nothing', () => {
    expect(found('zzz')).toEqual([])
  })
})

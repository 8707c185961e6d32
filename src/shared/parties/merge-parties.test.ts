import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergedWords } from './merge-parties.ts'

const words = (change: Partial<Parameters<typeof mergedWords>[0]> = {}) => ({
  name: 'Ramesh',
  alias: '',
  phone: '',
  place: '',
  address: '',
  ...change
})

describe('mergedWords', () => {
  it('takes the other names and numbers on, and place and address only where there was none', () => {
    const stays = words({ alias: 'Ramu', phone: '9414012345', place: 'Kanpur' })
    const goes = words({ name: 'रमेश किराना', alias: 'ramu', phone: '+91 94140 12345, 9829011111', place: 'Agra' })
    expect(mergedWords(stays, { ...goes, address: '3, Gali 5' })).toEqual({
      name: 'Ramesh',
      alias: 'Ramu, रमेश किराना',
      phone: '9414012345, 9829011111',
      place: 'Kanpur',
      address: '3, Gali 5'
    })
  })

  it('never outgrows the boxes and never loses what stood there', () => {
    const text = fc.string({ maxLength: 40, unit: fc.constantFrom(...'ab ,1रम') })
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), (left, right) => {
        const [stays, goes] = [left, right].map(([name, alias, phone]) =>
          words({ name, alias, phone: phone.slice(0, 40) })
        )
        if (!stays || !goes) return
        const merged = mergedWords(stays, goes)
        expect(merged.alias.length).toBeLessThanOrEqual(120)
        expect(merged.phone.length).toBeLessThanOrEqual(40)
        expect(mergedWords({ ...stays, alias: merged.alias, phone: merged.phone }, goes)).toEqual(merged)
      })
    )
  })
})

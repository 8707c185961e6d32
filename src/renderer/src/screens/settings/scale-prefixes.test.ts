import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prefixesText, readPrefixes } from './scale-prefixes.ts'

const ALL = Array.from({ length: 10 }, (_, at) => `2${at}`)

describe('the first digits of the labels of a scale', () => {
  it('are typed as a range or one by one', () => {
    expect(readPrefixes('20-29')).toEqual(ALL)
    expect(readPrefixes('24, २१')).toEqual(['21', '24'])
    expect(readPrefixes('')).toEqual([])
  })

  it.each(['19', '20-19', 'weight', '29-21', '200'])('are not %s', (text) => {
    expect(readPrefixes(text)).toBeNull()
  })

  it('are written as they are read', () => {
    expect(prefixesText(ALL)).toBe('20-29')
    expect(prefixesText(['21', '24', '25'])).toBe('21, 24-25')
    fc.assert(
      fc.property(fc.subarray(ALL), (prefixes) => {
        expect(readPrefixes(prefixesText(prefixes))).toEqual(prefixes)
      })
    )
  })
})

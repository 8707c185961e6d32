import { describe, expect, it } from 'vitest'
import { NO_TAX_FACTS } from '#shared/parties/party.ts'
import { hasTaxFacts, panOf, readTypedGstin, storedFacts, withGstin } from './tax-draft.ts'

/** The example of the portal of GST: a registration in Maharashtra. */
const RIGHT = '27AAPFU0939F1ZV'
const WRONG = '27AAPFU0939F1ZW'
const isState = (code: string) => code === '27'

describe('the GSTIN of a party as it is typed', () => {
  it('says nothing before it is whole', () => {
    expect(readTypedGstin('27AAPFU0939F1Z')).toBeNull()
    expect(readTypedGstin('27 AAPFU 0939F 1ZV')).toEqual({ ok: true, value: RIGHT })
    expect(readTypedGstin(WRONG)).toMatchObject({ failure: { code: 'tax/gstin-check-digit' } })
  })

  it('sets the state and the kind when it is right, and neither when it is wrong', () => {
    expect(withGstin(NO_TAX_FACTS, RIGHT.toLowerCase(), isState)).toMatchObject({
      gstin: RIGHT,
      state: '27',
      taxKind: 'regular'
    })
    expect(withGstin({ ...NO_TAX_FACTS, taxKind: 'sez' }, RIGHT, isState).taxKind).toBe('sez')
    expect(withGstin(NO_TAX_FACTS, WRONG, isState)).toEqual({ ...NO_TAX_FACTS, gstin: WRONG })
    expect(withGstin({ ...NO_TAX_FACTS, state: '08' }, RIGHT, () => false).state).toBe('08')
  })

  it('holds the PAN', () => {
    expect(panOf(RIGHT)).toBe('AAPFU0939F')
  })

  it('is stored right or not at all', () => {
    expect(storedFacts({ ...NO_TAX_FACTS, gstin: ` ${RIGHT} `, address: ' Sadar Bazar ' })).toMatchObject({
      ok: true,
      value: { gstin: RIGHT, address: 'Sadar Bazar' }
    })
    expect(storedFacts({ ...NO_TAX_FACTS, gstin: '27AA' })).toMatchObject({ failure: { field: 'gstin' } })
    expect(storedFacts(NO_TAX_FACTS)).toEqual({ ok: true, value: NO_TAX_FACTS })
  })

  it('is in sight when there is one', () => {
    expect(hasTaxFacts(NO_TAX_FACTS)).toBe(false)
    expect(hasTaxFacts({ ...NO_TAX_FACTS, address: 'Sadar' })).toBe(true)
  })
})

import { describe, expect, test } from 'vitest'
import inGst from '#resources/tax/in-gst.json' with { type: 'json' }
import singapore from '#resources/tax/vat-sg.json' with { type: 'json' }
import { placeOf, placeOfSupply, reachOf, registrationOf, type SupplySides } from './place-of-supply.ts'
import { zTaxScheme } from './tax-scheme.ts'

const scheme = zTaxScheme.parse(inGst)
const party = (change: Partial<NonNullable<SupplySides['party']>>) => ({
  state: '',
  gstin: '',
  taxKind: '' as const,
  ...change
})
const sides = (change: Partial<SupplySides> = {}): SupplySides => ({
  side: 'sale',
  shop: { state: '07', registration: 'regular' },
  party: null,
  chosen: null,
  isReverseCharge: false,
  ...change
})
const found = (change: Partial<SupplySides>) => [placeOfSupply(scheme, sides(change)), reachOf(scheme, sides(change))]
const MUMBAI = '27AAPFU0939F1ZV'

describe('the place of supply', () => {
  test.each<[string, Partial<SupplySides>, string, string]>([
    ['of a walk-in is the shop', {}, '07', 'intra'],
    ['of a party without an address is the shop', { party: party({}) }, '07', 'intra'],
    ['of a party without a number is its state', { party: party({ state: '27' }) }, '27', 'inter'],
    ['of a registered party is in its number', { party: party({ state: '07', gstin: MUMBAI }) }, '27', 'inter'],
    ['is what was chosen', { party: party({ gstin: MUMBAI }), chosen: '07' }, '07', 'intra'],
    ['of an export is abroad', { party: party({ taxKind: 'export' }) }, '96', 'inter'],
    ['of a zone is its state, as if it were another', { party: party({ state: '07', taxKind: 'sez' }) }, '07', 'inter'],
    ['of a purchase is the shop', { side: 'purchase', party: party({ gstin: MUMBAI }) }, '07', 'inter'],
    ['in a territory has its own half', { shop: { state: '04', registration: 'regular' } }, '04', 'intra-ut'],
    ['in Delhi has the state half', { shop: { state: 'DL', registration: 'regular' } }, '07', 'intra'],
    ['of a shop that has not told its state is no other', { shop: { state: '', registration: 'regular' } }, '', 'intra']
  ])('%s', (_, change, place, reach) => expect(found(change)).toEqual([place, reach]))
})

describe('tax is asked', () => {
  test.each<[string, Partial<SupplySides>, string]>([
    ['by nobody of a composition shop', { shop: { state: '07', registration: 'composition' } }, 'none'],
    ['by nobody of a shop without registration', { shop: { state: '07', registration: 'unregistered' } }, 'none'],
    ['by no supplier without a number', { side: 'purchase', party: party({ state: '07' }) }, 'none'],
    [
      'by no composition supplier',
      { side: 'purchase', party: party({ gstin: MUMBAI, taxKind: 'composition' }) },
      'none'
    ],
    ['by no supplier abroad', { side: 'purchase', party: party({ taxKind: 'export' }) }, 'none'],
    [
      'of the buyer himself under reverse charge',
      { side: 'purchase', party: party({}), isReverseCharge: true },
      'intra'
    ]
  ])('%s', (_, change, reach) => expect(reachOf(scheme, sides(change))).toBe(reach))

  test('once in a country with one tax, and not of what leaves it', () => {
    const abroad = zTaxScheme.parse(singapore)
    expect(placeOfSupply(abroad, sides())).toBe('')
    expect(reachOf(abroad, sides())).toBe('one')
    expect(reachOf(abroad, sides({ party: party({ taxKind: 'export' }) }))).toBe('none')
    expect(reachOf({ ...abroad, scheme: 'none' }, sides())).toBe('none')
  })
})

test('a place is known by its code, with or without its nought, and by its letters', () => {
  expect(['07', '7', 'DL', ' dl ', 'XX', ''].map((text) => placeOf(scheme, text)?.code ?? null)).toEqual([
    '07',
    '07',
    '07',
    '07',
    null,
    null
  ])
})

test('a shop with a number is registered unless it says otherwise', () => {
  expect(registrationOf({ taxRegistration: '', shopGstin: '' })).toBe('unregistered')
  expect(registrationOf({ taxRegistration: '', shopGstin: MUMBAI })).toBe('regular')
  expect(registrationOf({ taxRegistration: 'composition', shopGstin: MUMBAI })).toBe('composition')
})

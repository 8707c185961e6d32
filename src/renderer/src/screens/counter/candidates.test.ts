import { describe, expect, it } from 'vitest'
import type { PartyHit } from '#shared/contract/views.ts'
import { type CandidateSource, candidateKey, candidatesFor, firstChoice } from './candidates.ts'

const hit = (name: string): PartyHit => ({ id: name, name, kind: 'customer' }) as PartyHit
const source = (change: Partial<CandidateSource>): CandidateSource => ({
  kind: 'sale',
  text: '',
  wholeHits: [],
  nameHits: [],
  heads: [
    { code: 'expense:tea', name: 'चाय' },
    { code: 'expense:freight', name: 'भाड़ा' }
  ],
  routeName: (from, to) => `${from} to ${to}`,
  ...change
})
const keys = (change: Partial<CandidateSource>) => candidatesFor(source(change)).map(candidateKey)

describe('candidates', () => {
  it('are the parties that were found, and the way to make a new one', () => {
    expect(keys({ text: 'ramesh', wholeHits: [hit('Ramesh')] })).toEqual(['Ramesh', 'new-party'])
  })

  it('carry the amount behind the name', () => {
    const [first] = candidatesFor(source({ text: 'ramesh 1250', nameHits: [hit('Ramesh')] }))
    expect(first).toMatchObject({ type: 'party', amountText: '1250' })
  })

  it('take a number for part of the name when a party is called so', () => {
    const found = candidatesFor(
      source({ text: 'shop 21', wholeHits: [hit('Shop 21')], nameHits: [hit('Shop 5'), hit('Shop 21')] })
    )
    expect(found[0]).toMatchObject({ party: { name: 'Shop 21' }, amountText: null })
    expect(found[1]).toMatchObject({ party: { name: 'Shop 5' }, amountText: '21' })
  })

  it('take a short number alone for a cash sale and a long one for a phone', () => {
    expect(keys({ text: '260', wholeHits: [hit('Anita 9260')] })).toEqual(['cash', 'Anita 9260'])
    expect(keys({ text: '94140', wholeHits: [hit('Anita')] })).toEqual(['Anita', 'cash'])
    expect(keys({ kind: 'got', text: '260' })).toEqual([])
  })

  it('offer expense heads when money is paid out, in the shop language and by code', () => {
    expect(keys({ kind: 'gave', text: 'चाय 40' })).toEqual(['expense:tea', 'new-party', 'new-head'])
    expect(keys({ kind: 'gave', text: 'freight' })[0]).toBe('expense:freight')
    expect(keys({ kind: 'sale', text: 'tea' })).toEqual(['new-party'])
  })

  it('offer ways between drawer, bank and owner for a contra', () => {
    expect(keys({ kind: 'contra', text: '' })[0]).toBe('cash-bank')
    expect(keys({ kind: 'contra', text: 'upi' })).toEqual(['upi-bank'])
  })

  it('never choose to make a new party by themselves', () => {
    const only = candidatesFor(source({ text: 'zzz' }))
    expect(firstChoice(only, 'zzz')).toBe(-1)
    expect(firstChoice(candidatesFor(source({ wholeHits: [hit('A')] })), '')).toBe(-1)
  })
})

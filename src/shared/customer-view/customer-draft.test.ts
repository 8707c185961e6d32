import { describe, expect, it } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { askedOf, type CustomerDraft, zCustomerDraft } from './customer-draft.ts'

const NOTHING = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
const base = {
  id: '0195a4c0-0000-7000-8000-000000000001',
  kind: 'sale',
  partyId: null,
  amountMinor: 1000,
  text: '',
  lines: [],
  tender: NOTHING,
  isSettled: true,
  asksQr: false
}
const draft = (change: object): CustomerDraft => zCustomerDraft.parse({ ...base, ...change })
const tender = (parts: Partial<typeof NOTHING>) => ({ tender: { ...NOTHING, ...parts } })

describe('what a QR asks for', () => {
  it.each([
    ['nothing that is not to be paid by UPI', {}, 0],
    ['the part by UPI', tender({ upiMinor: 700, cashMinor: 300 }), 700],
    ['nothing while an amount is typed', { ...tender({ upiMinor: 700 }), isSettled: false }, 0],
    [
      'the part by UPI while it is typed, when the cashier wants it',
      { ...tender({ upiMinor: 700 }), isSettled: false, asksQr: true },
      700
    ],
    ['the whole bill on credit, when the cashier wants it', { asksQr: true }, 1000],
    [
      'what cash leaves, when the cashier wants it',
      { ...tender({ cashMinor: 500, changeMinor: 100 }), asksQr: true },
      600
    ],
    ['the whole bill in cash, when the cashier wants it', { ...tender({ cashMinor: 1000 }), asksQr: true }, 1000],
    ['nothing for money that goes back', { ...tender({ upiMinor: 700 }), kind: 'sale-return', asksQr: true }, 0],
    ['nothing without an amount', { amountMinor: null, asksQr: true }, 0]
  ])('is %s', (_what, change, asked) => {
    expect(askedOf(draft(change))).toBe(minor(asked))
  })
})

describe('a draft for the customer', () => {
  it.each(['purchase', 'gave', 'expense', 'contra'])('is never the shop’s own affair: %s', (kind) => {
    expect(zCustomerDraft.safeParse({ ...base, kind }).success).toBe(false)
  })

  it.each([{ note: 'x' }, { party: 'rame' }, { customerName: 'x' }, { payee: 'me@bank' }, { payload: 'upi://pay' }])(
    'has no place for %j',
    (more) => {
      expect(zCustomerDraft.safeParse({ ...base, ...more }).success).toBe(false)
    }
  )
})

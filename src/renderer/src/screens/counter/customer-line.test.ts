import { describe, expect, it } from 'vitest'
import { zCustomerDraft } from '#shared/customer-view/customer-draft.ts'
import { customerLineOf } from './customer-line.ts'
import { DRAFT_KINDS, type EntryDraft, emptyDraft, LINE_FIELDS } from './entry-draft.ts'

const ID = '0195a4c0-0000-7000-8000-000000000001'
const RAMESH = {
  type: 'party',
  partyId: '0195a4c0-0000-7000-8000-000000000002',
  name: 'Ramesh',
  balanceMinor: 5
} as const
const draft = (change: Partial<EntryDraft> = {}): EntryDraft => ({ ...emptyDraft(ID), ...change })
const typed = draft({ target: RAMESH, party: 'Ramesh', amount: '1,249.50', text: 'rice', note: 'bad payer' })

describe('the line for the customer', () => {
  it('is what he may follow, in the form that main takes', () => {
    const line = customerLineOf({ ...typed, payMode: 'upi' }, 'text', false)
    expect(zCustomerDraft.parse(line)).toEqual({
      id: ID,
      kind: 'sale',
      partyId: RAMESH.partyId,
      amountMinor: 124_950,
      text: 'rice',
      lines: [],
      tender: { cashMinor: 0, changeMinor: 0, upiMinor: 124_950, bankMinor: 0 },
      isSettled: true,
      asksQr: false
    })
  })

  it('tells nothing of a name that is only searched for, of the note, and of a balance', () => {
    const searching = customerLineOf(draft({ party: 'rame', amount: '5', note: 'bad payer' }), 'party', false)
    expect(JSON.stringify([searching, customerLineOf(typed, 'note', false)])).not.toMatch(/rame|Ramesh|bad|balance/)
  })

  it.each(DRAFT_KINDS)('is there for what a customer comes for, and for nothing else: %s', (kind) => {
    const line = customerLineOf({ ...typed, kind }, 'text', false)
    expect(line === null).toBe(!['sale', 'got', 'sale-return'].includes(kind))
  })

  it('is none when nothing is typed, or when money goes to an expense', () => {
    expect(customerLineOf(draft(), 'party', true)).toBe(null)
    const head = { type: 'head', code: 'expense:tea', name: 'Tea' } as const
    expect(customerLineOf({ ...typed, target: head }, 'text', false)).toBe(null)
  })

  it('is settled only where no amount can grow with the next key', () => {
    const settled = LINE_FIELDS.filter((field) => customerLineOf(typed, field, false)?.isSettled)
    expect(settled).toEqual(['date', 'text', 'note', 'due', 'promised'])
  })
})

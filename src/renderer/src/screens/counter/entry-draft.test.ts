import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { buildEntry } from '#shared/ledger/build-entry.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { formatAmount, formatPlain } from '#shared/money/format-amount.ts'
import { minor } from '#shared/money/money.ts'
import { balancesOf, figuresOf, warningsOf } from './draft-figures.ts'
import { requestOf } from './draft-request.ts'
import {
  DRAFT_KINDS,
  type DraftKind,
  type EntryDraft,
  emptyDraft,
  isEmptyDraft,
  PAY_MODES,
  payModeOf,
  type Target,
  withKind,
  withText
} from './entry-draft.ts'
import { fieldAfter, fieldBefore, walkOf } from './focus-order.ts'

const today = bookDate(2026, 11, 21)
const id = '0190a000-0000-7000-8000-000000000001'
const partyId = '0190a000-0000-7000-8000-000000000002'
const ramesh: Target = { type: 'party', partyId, name: 'Ramesh', balanceMinor: 12_450_00 }
const draftOf = (change: Partial<EntryDraft>): EntryDraft => ({ ...emptyDraft(id), ...change })

describe('figures of a draft', () => {
  it('put a sale to a party on credit and a sale to nobody in cash', () => {
    const credit = figuresOf(draftOf({ target: ramesh, party: 'Ramesh', amount: '1250' }))
    expect(credit).toMatchObject({ amountMinor: 1250_00, paidMinor: 0, balanceEffectMinor: 1250_00, problem: null })
    const cash = figuresOf(draftOf({ amount: '260' }))
    expect(cash).toMatchObject({ cashMinor: 260_00, changeMinor: 0, paidMinor: 260_00, problem: null })
  })

  it('give change from the cash that was handed over, and keep it out of what was paid', () => {
    const cash = figuresOf(draftOf({ amount: '260', payMode: 'split', cash: '500' }))
    expect(cash).toMatchObject({ cashMinor: 500_00, changeMinor: 240_00, paidMinor: 260_00, problem: null })
  })

  it('keep what is over in the account when the change is said to be nothing', () => {
    const kept = figuresOf(draftOf({ target: ramesh, amount: '1250', payMode: 'split', cash: '2000', change: '0' }))
    expect(kept).toMatchObject({ paidMinor: 2000_00, balanceEffectMinor: -750_00, problem: null })
  })

  it('take part cash, part UPI and leave the rest on credit', () => {
    const split = draftOf({ target: ramesh, amount: '1250', payMode: 'split', cash: '500', upi: '250' })
    const figures = figuresOf(split)
    expect(figures).toMatchObject({ paidMinor: 750_00, balanceEffectMinor: 500_00, problem: null })
    expect(balancesOf(split, figures, null)).toEqual({ oldMinor: 12_450_00, newMinor: 12_950_00 })
  })

  it('fill the cash of a payment with what UPI and bank leave over', () => {
    const got = figuresOf(draftOf({ kind: 'got', target: ramesh, amount: '1000', payMode: 'split', upi: '400' }))
    expect(got).toMatchObject({ cashMinor: 600_00, upiMinor: 400_00, paidMinor: 1000_00, problem: null })
  })

  it('name the field of what is wrong', () => {
    expect(figuresOf(draftOf({ amount: '' })).problem).toMatchObject({ field: 'amount', key: 'errors:money/zero' })
    expect(figuresOf(draftOf({ amount: '12.345' })).problem).toMatchObject({ key: 'errors:money/too-many-decimals' })
    expect(figuresOf(draftOf({ amount: '260', payMode: 'split', cash: '100' })).problem).toMatchObject({
      field: 'cash',
      key: 'errors:entry/cash-sale-must-be-paid',
      params: { missingMinor: 160_00 }
    })
    const tooMuch = draftOf({ kind: 'gave', target: ramesh, amount: '100', payMode: 'split', cash: '120' })
    expect(figuresOf(tooMuch).problem).toMatchObject({ field: 'cash', key: 'counter:problem.partsTooMuch' })
  })

  it('warn of cash from one person in a day and do not stop', () => {
    const draft = draftOf({ kind: 'got', target: ramesh, amount: '50000' })
    const figures = figuresOf(draft)
    const known = { cashInTodayMinor: 150_000_00, cashOutTodayMinor: 0, balanceMinor: 0 }
    const warnings = warningsOf(draft, figures, known)
    expect(warnings.map((warning) => warning.rail)).toEqual(['cash-receipt'])
    expect(requestOf(draft, today).ok).toBe(true)
  })

  it('warn of credit over the limit and of what is late, where more credit is given', () => {
    const credit = { limitMinor: 1_000_00, overdueMinor: 300_00, brokenMinor: 0 }
    const rails = (amount: string, kind: 'sale' | 'got' = 'sale', change = {}) => {
      const draft = draftOf({ kind, target: ramesh, amount })
      const known = { cashInTodayMinor: 0, cashOutTodayMinor: 0, balanceMinor: 600_00 }
      return warningsOf(draft, figuresOf(draft), { ...known, credit: { ...credit, ...change } }).map(({ rail }) => rail)
    }
    expect(rails('400')).toEqual(['overdue'])
    expect(rails('401')).toEqual(['over-limit', 'overdue'])
    expect(rails('100', 'sale', { brokenMinor: 100_00 })).toEqual(['broken-promise'])
    expect(rails('900', 'sale', { limitMinor: null, overdueMinor: 0 })).toEqual([])
    expect(rails('500', 'got')).toEqual([])
  })
})

describe('the request of a draft', () => {
  it('needs a party where there must be one', () => {
    expect(requestOf(draftOf({ kind: 'got', amount: '5' }), today)).toMatchObject({
      ok: false,
      problem: { field: 'party', key: 'errors:entry/party-needed' }
    })
    expect(requestOf(draftOf({ party: 'nobody', amount: '5' }), today)).toMatchObject({
      ok: false,
      problem: { field: 'party', key: 'errors:party/not-found' }
    })
  })

  it('carries the day only when it is another one', () => {
    const ask = (change: Partial<EntryDraft>) => {
      const ready = requestOf(draftOf({ amount: '5', ...change }), today)
      return ready.ok ? [ready.request.bookOn, ready.request.occurredOn] : null
    }
    expect(ask({ date: '21' })).toEqual([null, null])
    expect(ask({ date: 'yesterday' })).toEqual([20261120, null])
    expect(ask({ date: 'yesterday', isLate: true })).toEqual([null, 20261120])
  })

  it('turns money paid to an expense head into an expense', () => {
    const tea: Target = { type: 'head', code: 'expense:tea', name: 'Tea' }
    const ready = requestOf(draftOf({ kind: 'gave', target: tea, party: 'Tea', amount: '40' }), today)
    expect(ready).toMatchObject({ ok: true, request: { kind: 'expense', accountCode: 'expense:tea' } })
  })

  const amount = fc.integer({ min: 1, max: 10_000_000 }).map((value) => minor(value))
  const part = fc.option(
    fc.integer({ min: 0, max: 3_000_000 }).map((value) => formatPlain(minor(value))),
    { nil: '' }
  )
  const anyDraft = fc.record({
    kind: fc.constantFrom(...DRAFT_KINDS.filter((kind) => kind !== 'contra')),
    payMode: fc.constantFrom(...PAY_MODES),
    hasParty: fc.boolean(),
    amount,
    cash: part,
    change: part,
    upi: part,
    bank: part
  })

  it('is always one that the ledger takes and balances, when the line says it is ready', () => {
    fc.assert(
      fc.property(anyDraft, ({ hasParty, amount: due, ...change }) => {
        const draft = draftOf({ ...change, amount: formatPlain(due), target: hasParty ? ramesh : null })
        const ready = requestOf(draft, today)
        if (!ready.ok) return
        const request = zEntryRequest.parse(ready.request)
        const built = buildEntry(request, hasParty ? { id: partyId, kind: 'customer' } : null)
        expect(built.ok, built.ok ? '' : built.failure.code).toBe(true)
        if (!built.ok) return
        expect(built.value.creditMinor).toBe(ready.figures.balanceEffectMinor)
        expect(built.value.amountMinor).toBe(due)
      })
    )
  })

  it('is ready for every whole way to pay that makes sense', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom<DraftKind>('sale', 'got', 'gave', 'purchase', 'sale-return'), (due, kind) => {
        for (const payMode of ['auto', 'cash', 'upi', 'bank'] as const) {
          expect(requestOf(draftOf({ kind, payMode, target: ramesh, amount: formatAmount(due) }), today).ok).toBe(true)
        }
      })
    )
  })
})

describe('the kind of a draft', () => {
  it('does not change the way to pay when its key is pressed out of habit first', () => {
    const sale = withKind(draftOf({ target: ramesh }), 'sale')
    expect(payModeOf(sale)).toBe('credit')
    expect(payModeOf(withKind(sale, 'sale'))).toBe('cash')
    expect(payModeOf(withKind(withKind(sale, 'sale'), 'sale'))).toBe('upi')
  })

  it('goes round for payments', () => {
    let draft = withKind(draftOf({ target: ramesh }), 'got')
    const seen = [payModeOf(draft)]
    for (let press = 0; press < 3; press += 1) {
      draft = withKind(draft, 'got')
      seen.push(payModeOf(draft))
    }
    expect(seen).toEqual(['cash', 'upi', 'bank', 'cash'])
  })

  it('keeps the party and everything typed between kinds of people, and drops what does not fit', () => {
    const typed = draftOf({ target: ramesh, party: 'Ramesh', amount: '5', text: 'x' })
    expect(withKind(typed, 'got')).toMatchObject({ target: ramesh, amount: '5', text: 'x' })
    expect(withKind(typed, 'contra')).toMatchObject({ target: null, party: '', amount: '5' })
  })

  it('never loses typed amounts or texts, whatever keys are pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DRAFT_KINDS), { maxLength: 12 }), (kinds) => {
        const typed = draftOf({ amount: '7', text: 'x', note: 'n', cash: '1', upi: '2', bank: '3', date: '5' })
        const after = kinds.reduce(withKind, typed)
        for (const field of ['amount', 'text', 'note', 'cash', 'upi', 'bank', 'date'] as const) {
          expect(after[field]).toBe(typed[field])
        }
        expect(isEmptyDraft(after)).toBe(false)
        expect(after.id).toBe(id)
      })
    )
  })

  it('forgets the chosen party when its name is typed over', () => {
    expect(withText(draftOf({ target: ramesh, party: 'Ramesh' }), 'party', 'Rames').target).toBeNull()
  })
})

describe('the walk of Enter', () => {
  it('is party, amount, text, and the tender when it is split', () => {
    expect(walkOf(draftOf({}))).toEqual(['party', 'amount', 'text'])
    expect(fieldAfter(draftOf({}), 'text')).toBeNull()
    expect(fieldAfter(draftOf({ payMode: 'split' }), 'note')).toBe('cash')
    expect(fieldAfter(draftOf({ payMode: 'split' }), 'bank')).toBeNull()
    expect(fieldAfter(draftOf({}), 'date')).toBe('party')
  })

  it('goes back the way it came', () => {
    for (const payMode of ['auto', 'split'] as const) {
      const draft = draftOf({ payMode })
      for (const field of walkOf(draft).slice(0, -1)) {
        const next = fieldAfter(draft, field)
        expect(next === null ? null : fieldBefore(draft, next)).toBe(field)
      }
    }
    expect(fieldBefore(draftOf({}), 'party')).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leftOf, type SettleDraft, toggleWhole, typeInto, withBoxes } from '#renderer/components/credit/settle-draft.ts'
import { addDays, bookDate } from '#shared/calendar/book-date.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { minor, sum } from '#shared/money/money.ts'
import { chargesOf } from './charges-of.ts'
import { requestOf } from './draft-request.ts'
import {
  DRAFT_KINDS,
  type EntryDraft,
  emptyDraft,
  isEmptyDraft,
  type Target,
  withKind,
  withText
} from './entry-draft.ts'
import { daysFieldsOf, fieldAfter, fieldBefore, walkOf } from './focus-order.ts'
import { readTyped } from './kept-drafts.ts'

const today = bookDate(2026, 11, 21)
const idOf = (at: number) => `0190a000-0000-7000-8000-${String(at).padStart(12, '0')}`
const ramesh: Target = { type: 'party', partyId: idOf(2), name: 'Ramesh', balanceMinor: 5_000_00 }
const tea: Target = { type: 'head', code: 'expense:tea', name: 'Tea' }
const draftOf = (change: Partial<EntryDraft>): EntryDraft => ({
  ...emptyDraft(idOf(1)),
  ...{ target: ramesh, party: 'Ramesh', amount: '500' },
  ...change
})
const against = (boxes: Record<string, string>): SettleDraft => ({ way: 'against', typed: { against: boxes } })
const asked = (change: Partial<EntryDraft>) => {
  const ready = requestOf(draftOf(change), today)
  return ready.ok ? zEntryRequest.parse(ready.request) : ready.problem
}

describe('days of the entry that is typed', () => {
  it('are read as days to come, and nothing that was not typed is sent', () => {
    expect(asked({ due: '+15', promised: '25' })).toMatchObject({ dueOn: 20261206, promisedOn: 20261125 })
    expect(asked({ due: '25-12' })).toMatchObject({ dueOn: 20261225 })
    expect(asked({ areDaysOpen: true })).not.toHaveProperty('dueOn')
    expect(asked({ due: '31-2' })).toEqual({ field: 'due', key: 'errors:calendar/not-a-date', params: {} })
    expect(asked({ promised: 'soon' })).toMatchObject({ field: 'promised' })
  })

  it('are not asked of money that stays with nobody, and come back with the kind', () => {
    for (const change of [{ kind: 'contra' as const }, { kind: 'gave' as const, target: tea }]) {
      expect(daysFieldsOf(draftOf({ ...change, due: '+15' }))).toEqual([])
    }
    expect(asked({ kind: 'gave', target: tea, due: 'not read' })).not.toHaveProperty('dueOn')
    const back = withKind(withKind(draftOf({ due: '+15' }), 'contra'), 'sale')
    expect(back.due).toBe('+15')
  })

  it('cost no key until they are asked for, and then end the walk', () => {
    expect(walkOf(draftOf({}))).toEqual(['party', 'amount', 'text'])
    const open = draftOf({ areDaysOpen: true, payMode: 'split' })
    expect(walkOf(open)).toEqual(['party', 'amount', 'text', 'cash', 'upi', 'bank', 'due', 'promised'])
    expect(fieldAfter(open, 'promised')).toBeNull()
    for (const field of walkOf(open).slice(0, -1)) {
      const next = fieldAfter(open, field)
      expect(next === null ? null : fieldBefore(open, next)).toBe(field)
    }
    // What was typed stays in sight, whatever closes the fields.
    expect(daysFieldsOf(draftOf({ areDaysOpen: false, due: '+15' }))).toEqual(['due', 'promised'])
    expect(isEmptyDraft({ ...emptyDraft(idOf(1)), due: '+15' })).toBe(false)
  })

  it('are kept on this PC with the rest, and a line of an older version comes back without them', () => {
    const draft = draftOf({ due: '+15', settles: against({ [idOf(7)]: '20' }) })
    expect(readTyped(JSON.stringify({ draft, kept: [draft] }), idOf(9))).toEqual({ draft, kept: [draft] })
    const { due: _due, promised: _promised, areDaysOpen: _open, settles: _settles, ...older } = draftOf({})
    expect(readTyped(JSON.stringify({ draft: older, kept: [] }), idOf(9)).draft).toEqual(draftOf({}))
  })
})

describe('what a payment settles', () => {
  it('is said only where something else than the oldest was chosen', () => {
    const named = against({ [idOf(7)]: '200', [idOf(8)]: ' ' })
    expect(asked({ kind: 'got', settles: named })).toMatchObject({
      settles: { way: 'against', against: [{ entryId: idOf(7), amountMinor: 200_00 }] }
    })
    expect(asked({ kind: 'gave', settles: { way: 'on-account', typed: {} } })).toMatchObject({
      settles: { way: 'on-account', against: [] }
    })
    for (const settles of [null, { way: 'oldest' as const, typed: {} }]) {
      expect(asked({ kind: 'got', settles })).not.toHaveProperty('settles')
    }
    expect(asked({ kind: 'sale', settles: named })).not.toHaveProperty('settles')
  })

  it('stops where an amount cannot be read', () => {
    expect(asked({ kind: 'got', settles: against({ [idOf(7)]: '2oo' }) })).toEqual({
      field: 'amount',
      key: 'counter:problem.settlesUnread'
    })
  })

  it('is of one party and one kind: another has other charges', () => {
    const draft = draftOf({ kind: 'got', isKindChosen: true, settles: against({ [idOf(7)]: '200' }) })
    expect(withText(draft, 'party', 'Anita').settles).toBeNull()
    for (const kind of DRAFT_KINDS) expect(withKind(draft, kind).settles === null).toBe(kind !== 'got')
  })
})

describe('the charges that a payment is offered', () => {
  const openItem = fc.record({ rupees: fc.integer({ min: 1, max: 5_000 }), isCharge: fc.boolean() })
  const briefOf = (open: readonly { readonly rupees: number; readonly isCharge: boolean }[]) => ({
    items: open.map(({ rupees, isCharge }, at) => {
      const openMinor = minor(isCharge ? rupees * 100 : -rupees * 100)
      const on = addDays(today, at)
      return {
        ...{ entryId: idOf(100 + at), entryNo: at + 1, number: '', kind: 'sale' as const, bookOn: on, dueOn: on },
        ...{ promisedOn: null, creditMinor: openMinor, openMinor, isUnsettled: !isCharge, isDueSet: false },
        ...{ isInterest: false, interestMinor: minor(0) }
      }
    })
  })

  it('are those of the other side, and what they take by themselves is never more than is open or paid', () => {
    fc.assert(
      fc.property(fc.array(openItem, { maxLength: 12 }), fc.integer({ min: 0, max: 9_000 }), (open, rupees) => {
        const brief = briefOf(open)
        for (const kind of ['got', 'gave'] as const) {
          const charges = chargesOf(brief, kind, minor(rupees * 100))
          const mine = open.filter(({ isCharge }) => isCharge === (kind === 'got'))
          expect(charges.charges.map(({ openMinor }) => openMinor)).toEqual(mine.map((one) => one.rupees * 100))
          for (const { openMinor, settlesMinor } of charges.charges) expect(settlesMinor).toBeLessThanOrEqual(openMinor)
          const named = sum(charges.charges.map(({ settlesMinor }) => settlesMinor))
          const owed = mine.reduce((total, one) => total + one.rupees * 100, 0)
          expect(named).toBe(Math.min(rupees * 100, owed))
          expect(leftOf({ way: 'against', typed: {} }, charges)).toBe(rupees * 100 - named)
        }
      })
    )
  })

  it('are filled whole by one key, and emptied by it again', () => {
    const charges = chargesOf(briefOf([{ rupees: 300, isCharge: true }]), 'got', minor(0))
    const whole = toggleWhole({ way: 'against', typed: {} }, charges, idOf(100))
    expect(whole.typed.against).toEqual({ [idOf(100)]: '300.00' })
    expect(toggleWhole(whole, charges, idOf(100)).typed.against).toEqual({ [idOf(100)]: '' })
    expect(toggleWhole({ way: 'oldest', typed: {} }, charges, idOf(100)).typed).toEqual({})
  })

  it('stay as they were named when the amount of the payment changes', () => {
    const brief = briefOf([{ rupees: 300, isCharge: true }])
    const named = withBoxes({ way: 'against', typed: {} }, chargesOf(brief, 'got', minor(200_00)))
    const later = chargesOf(brief, 'got', minor(100_00))
    expect(withBoxes(named, later)).toEqual(named)
    expect(typeInto(named, later, idOf(100), '50').typed.against).toEqual({ [idOf(100)]: '50' })
  })
})

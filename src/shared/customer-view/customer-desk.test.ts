import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import {
  atTime,
  type Desk,
  type DeskDraft,
  type DeskEntry,
  IDLE_DESK,
  nextChangeAt,
  PAID_MS,
  referenceOf,
  sceneOf,
  THANKS_MS,
  WAITING_MS,
  withDraft,
  withEntry,
  withMark,
  withReversal
} from './customer-desk.ts'

const ONE = '0195a4c0-0000-7000-8000-000000000001'
const TWO = '0195a4c0-0000-7000-8000-000000000002'

const draft = (change: Partial<DeskDraft> = {}): DeskDraft => ({
  id: ONE,
  kind: 'sale',
  customerName: 'Ramesh',
  amountMinor: minor(124_950),
  lines: [],
  cashMinor: ZERO,
  changeMinor: ZERO,
  balanceMinor: null,
  askedMinor: ZERO,
  ...change
})
const entry = (change: Partial<DeskEntry> = {}): DeskEntry => ({
  id: ONE,
  kind: 'sale',
  customerName: 'Ramesh',
  amountMinor: minor(124_950),
  paidMinor: minor(124_950),
  changeMinor: ZERO,
  upiMinor: ZERO,
  balanceMinor: null,
  reference: 'B1-26-27-7',
  ...change
})
const upi = entry({ upiMinor: minor(124_950) })
const asking = draft({ askedMinor: minor(124_950) })

describe('the desk', () => {
  it('goes from the bill to the QR, the cashier’s word, thanks, and idle', () => {
    let desk = withDraft(IDLE_DESK, draft())
    expect(sceneOf(desk).name).toBe('live')
    desk = withDraft(desk, asking)
    expect(sceneOf(desk)).toMatchObject({ name: 'due', reference: referenceOf(ONE) })
    desk = withEntry(desk, ONE, upi, 1000)
    expect(sceneOf(desk)).toMatchObject({ name: 'waiting', reference: referenceOf(ONE) })
    desk = withMark(desk, ONE, 'claimed', 2000)
    expect(sceneOf(desk)).toMatchObject({ name: 'paid', step: 'claimed' })
    desk = atTime(desk, 2000 + PAID_MS)
    expect(sceneOf(desk)).toMatchObject({ name: 'thanks', step: 'claimed' })
    expect(sceneOf(atTime(desk, 2000 + PAID_MS + THANKS_MS))).toEqual({ name: 'idle' })
  })

  it('asks under the bill’s number when no QR was shown before', () => {
    expect(sceneOf(withEntry(IDLE_DESK, ONE, upi, 0))).toMatchObject({ name: 'waiting', reference: 'B1-26-27-7' })
    const other = withEntry(withDraft(IDLE_DESK, draft({ askedMinor: minor(100) })), ONE, upi, 0)
    expect(sceneOf(other)).toMatchObject({ reference: 'B1-26-27-7' })
  })

  it('thanks at once for what was paid otherwise, and ends with the next entry', () => {
    const thanks = withEntry(withDraft(IDLE_DESK, draft()), ONE, entry(), 0)
    expect(sceneOf(thanks).name).toBe('thanks')
    expect(sceneOf(withDraft(thanks, null)).name).toBe('thanks')
    const next = withDraft(thanks, draft({ id: TWO, customerName: 'Anita' }))
    expect(sceneOf(next)).toMatchObject({ name: 'live', draft: { customerName: 'Anita' } })
    expect(sceneOf(withDraft(next, null))).toEqual({ name: 'idle' })
  })

  it('brings back a payment that is still waited for, when the next line was put aside', () => {
    const waiting = withEntry(IDLE_DESK, ONE, upi, 0)
    const next = withDraft(waiting, draft({ id: TWO }))
    expect(sceneOf(next).name).toBe('live')
    expect(sceneOf(withDraft(next, null)).name).toBe('waiting')
    // Marked while another is being served: that one never sees it.
    expect(sceneOf(withDraft(withMark(next, ONE, 'claimed', 5), null))).toEqual({ name: 'idle' })
  })

  it('hears the bank after the cashier, and the cashier no more after the bank', () => {
    const claimed = withMark(withEntry(IDLE_DESK, ONE, upi, 0), ONE, 'claimed', 1)
    const proved = withMark(claimed, ONE, 'proved', 2)
    expect(sceneOf(proved)).toMatchObject({ name: 'paid', step: 'proved' })
    expect(withMark(proved, ONE, 'claimed', 3)).toBe(proved)
    expect(withMark(proved, ONE, 'waiting', 3)).toBe(proved)
  })

  it('shows nothing of a line without name and amount, of the shop’s own entries, and of what was undone', () => {
    expect(sceneOf(withDraft(IDLE_DESK, draft({ customerName: '', amountMinor: null })))).toEqual({ name: 'idle' })
    expect(sceneOf(withEntry(withDraft(IDLE_DESK, draft()), ONE, null, 0))).toEqual({ name: 'idle' })
    expect(sceneOf(withReversal(withEntry(IDLE_DESK, ONE, upi, 0), ONE))).toEqual({ name: 'idle' })
    expect(sceneOf(withReversal(withEntry(IDLE_DESK, ONE, upi, 0), TWO)).name).toBe('waiting')
  })
})

type Step = (desk: Desk, nowMs: number) => Desk
const ids = fc.constantFrom(ONE, TWO)
const amounts = fc.constantFrom(ZERO, minor(100), minor(124_950))
const steps: fc.Arbitrary<readonly [after: number, step: Step]> = fc.tuple(
  // Mostly quick hands: what follows within a second is where pictures meet.
  fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 1_000 }) }, fc.nat({ max: WAITING_MS })),
  fc.oneof(
    fc.constant<Step>((desk) => withDraft(desk, null)),
    fc
      .record({ id: ids, amountMinor: fc.option(amounts), askedMinor: amounts, customerName: fc.constantFrom('', 'R') })
      .map<Step>((change) => (desk) => withDraft(desk, draft(change))),
    fc.tuple(ids, amounts).map<Step>(
      ([id, upiMinor]) =>
        (desk, now) =>
          withEntry(desk, id, entry({ id, upiMinor }), now)
    ),
    ids.map<Step>((id) => (desk, now) => withEntry(desk, id, null, now)),
    fc.tuple(ids, fc.constantFrom(...UPI_STATES)).map<Step>(
      ([id, state]) =>
        (desk, now) =>
          withMark(desk, id, state, now)
    ),
    ids.map<Step>((id) => (desk) => withReversal(desk, id))
  )
)

/** Every desk on the way, with the time of each. */
function played(moves: readonly (readonly [number, Step])[]) {
  let nowMs = 0
  let desk = IDLE_DESK
  return moves.map(([after, step]) => {
    nowMs += after
    const before = atTime(desk, nowMs)
    desk = step(before, nowMs)
    return { before, desk, nowMs }
  })
}

describe('whatever the counter does', () => {
  const always = (holds: (seen: { before: Desk; desk: Desk; nowMs: number }) => void) =>
    fc.assert(fc.property(fc.array(steps, { maxLength: 30 }), (moves) => played(moves).forEach(holds)))

  it('a picture of the past ends by itself', () =>
    always(({ desk, nowMs }) => {
      const end = atTime({ ...desk, draft: null }, nowMs + WAITING_MS + PAID_MS + THANKS_MS)
      expect(sceneOf(end)).toEqual({ name: 'idle' })
    }))

  it('it is known when the picture changes by itself, and nothing changes before', () =>
    always(({ desk, nowMs }) => {
      const at = nextChangeAt(desk)
      if (at === null) return expect(atTime(desk, nowMs + 1e12)).toEqual(desk)
      expect(at).toBeGreaterThan(nowMs)
      expect(atTime(desk, at - 1)).toEqual(desk)
      expect(sceneOf({ ...atTime(desk, at), draft: null })).not.toEqual(sceneOf({ ...desk, draft: null }))
    }))

  it('what is known of a payment never goes back', () =>
    always(({ before, desk }) => {
      if (before.after?.step == null || desk.after?.entry !== before.after.entry || desk.after.step === null) return
      expect(UPI_STATES.indexOf(desk.after.step)).toBeGreaterThanOrEqual(UPI_STATES.indexOf(before.after.step))
    }))

  it('a bill in hand is never hidden by an older one, and its QR asks for what it says', () =>
    always(({ desk }) => {
      const scene = sceneOf(desk)
      if (desk.draft === null) return expect(['live', 'due']).not.toContain(scene.name)
      expect(scene).toMatchObject({ name: desk.draft.askedMinor > 0 ? 'due' : 'live', draft: desk.draft })
    }))
})

import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import type { UnsureView } from '#shared/contract/statement-endpoints.ts'
import { minor } from '#shared/money/money.ts'
import { choiceAt, NOTHING_CHOSEN, shownOf, stillAsked, unheard } from './review-choice.ts'

const on = bookDate(2026, 4, 1)
const unsure = (entryId: string, ...lines: string[]): UnsureView => ({
  payment: {
    ...{ entryId, entryNo: 1, kind: 'sale', number: entryId, bookOn: on, time: '10:00', partyName: '', text: '' },
    ...{ amountMinor: minor(500_00), state: 'waiting', entered: { at: 0, personName: 'Ravi' } },
    ...{ claimed: null, proved: null, payerReference: '', returned: null }
  },
  candidates: lines.map((fingerprint) => ({
    line: { fingerprint, on, time: '', amountMinor: minor(500_00), reference: '', text: '' },
    ...{ reasons: ['amount'], isLikely: false }
  }))
})
const gist = (shown: ReturnType<typeof shownOf>) =>
  shown === null ? null : `${shown.one.payment.entryId} ${shown.candidate?.line.fingerprint}`

test('the payment that takes the place of an answered one begins with its first line', () => {
  const list = [unsure('p1', 'a', 'b', 'c'), unsure('p2', 'd', 'e', 'c')]
  const third = { entryId: 'p1', fingerprint: 'c', at: 0 }
  expect(gist(shownOf(list, third))).toBe('p1 c')
  expect(gist(shownOf(list.slice(1), third))).toBe('p2 d')
  expect(shownOf([], third)).toBe(null)
})

test('what is looked at stays, wherever it stands after the list was read again', () => {
  const second = { entryId: 'p2', fingerprint: 'e', at: 1 }
  const grown = [unsure('p0', 'x'), unsure('p1', 'a'), unsure('p2', 'new', 'd', 'e')]
  const shown = shownOf(grown, second)
  expect(gist(shown)).toBe('p2 e')
  expect(shown).toMatchObject({ index: 2, lineIndex: 2, choice: { entryId: 'p2', fingerprint: 'e', at: 2 } })
  expect(gist(shownOf([unsure('p2', 'd', 'f')], second))).toBe('p2 d')
})

test('the last one gone, the one before it is shown', () => {
  const list = [unsure('p1', 'a'), unsure('p2', 'b')]
  expect(gist(shownOf(list, { entryId: 'p3', fingerprint: 'c', at: 2 }))).toBe('p2 b')
  expect(choiceAt(list, 1)).toEqual({ entryId: 'p2', fingerprint: 'b', at: 1 })
  expect(choiceAt([], 1)).toEqual(NOTHING_CHOSEN)
})

test('what was answered is not shown again by a list that is older', () => {
  const list = [unsure('p1', 'a', 'b'), unsure('p2', 'a', 'b'), unsure('p3', 'c')]
  const left = stillAsked(list, [
    { entryId: 'p1', fingerprint: 'a', isYes: true },
    { entryId: 'p3', fingerprint: 'c', isYes: false }
  ])
  expect(left).toEqual([unsure('p2', 'b')])
  expect(stillAsked(list, [{ entryId: 'p1', fingerprint: 'a', isYes: false }])[0]).toEqual(unsure('p1', 'b'))
})

test('an answer is forgotten once the list knows of it, so that what is free again is asked again', () => {
  const answers = [{ entryId: 'p1', fingerprint: 'a', isYes: true }]
  expect(unheard([unsure('p1', 'a')], answers)).toEqual(answers)
  expect(unheard([unsure('p2', 'a')], answers)).toEqual([])
})

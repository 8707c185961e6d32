import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import { timeOfDay } from '#shared/calendar/shop-clock.ts'
import { hoursFor, PROMOTIONAL_HOURS, USUAL_HOURS, waitUntilAllowed } from './message-hours.ts'
import { answerWord, readOutcome } from './outcome.ts'
import { type Debt, type ReminderRules, reminderFor } from './reminder-rules.ts'

const DUE = 20261110 as BookDate
const RULES: ReminderRules = { isOn: true, beforeDays: 3, isOnDue: true, afterDays: 2, everyDays: 5, mostAfter: 3 }
const DEBT: Debt = { dueOn: DUE, promisedOn: null, lastAnswer: null, remindedOn: [] }

/** What the rules say day by day, when what they ask for is sent. */
function played(rules: ReminderRules, debt: Debt, from: number, to: number): [number, string][] {
  const remindedOn = [...debt.remindedOn]
  const said: [number, string][] = []
  for (let late = from; late <= to; late += 1) {
    const today = addDays(DUE, late)
    const purpose = reminderFor(rules, { ...debt, remindedOn }, today)
    if (purpose === null) continue
    remindedOn.push(today)
    said.push([late, purpose])
  }
  return said
}

describe('rules of reminders', () => {
  test('before, on and after the due day, then every so many days, at most so often', () => {
    expect(played(RULES, DEBT, -10, 60)).toEqual([
      [-3, 'before-due'],
      [0, 'on-due'],
      [2, 'after-due'],
      [7, 'after-due'],
      [12, 'after-due']
    ])
    expect(played({ ...RULES, everyDays: null }, DEBT, 0, 60)).toEqual([
      [0, 'on-due'],
      [2, 'after-due']
    ])
    expect(played({ ...RULES, isOn: false }, DEBT, -10, 60)).toEqual([])
  })

  test('days on which the shop was shut are made up for once', () => {
    expect(played(RULES, DEBT, 4, 20)).toEqual([
      [4, 'after-due'],
      [9, 'after-due'],
      [14, 'after-due']
    ])
  })

  test('it is quiet while a promise runs, and after a refusal', () => {
    const promised = { ...DEBT, promisedOn: addDays(DUE, 6) }
    expect(played(RULES, promised, -3, 20).map(([late]) => late)).toEqual([7, 12, 17])
    for (const lastAnswer of ['refused', 'paid'] as const)
      expect(played(RULES, { ...DEBT, lastAnswer }, -3, 60)).toEqual([])
    expect(played(RULES, { ...DEBT, dueOn: null }, -3, 60)).toEqual([])
  })

  test('never twice on a day, never more often than allowed, never closer than the rule', () => {
    const days = fc.integer({ min: 1, max: 30 })
    const rules = fc.record({
      ...{ isOn: fc.constant(true), beforeDays: fc.option(days), isOnDue: fc.boolean(), afterDays: fc.option(days) },
      ...{ everyDays: fc.option(days), mostAfter: fc.integer({ min: 1, max: 5 }) }
    })
    fc.assert(
      fc.property(rules, (some) => {
        const said = played(some, DEBT, -40, 200)
        const after = said.filter(([late]) => late > 0).map(([late]) => late)
        expect(after.length).toBeLessThanOrEqual(some.mostAfter)
        for (const [at, late] of after.entries())
          if (at > 0)
            expect(late - (after[at - 1] ?? 0)).toBeGreaterThanOrEqual(some.everyDays ?? Number.POSITIVE_INFINITY)
        expect(new Set(said.map(([late]) => late)).size).toBe(said.length)
        const today = addDays(DUE, said[0]?.[0] ?? 0)
        if (said.length > 0) expect(reminderFor(some, { ...DEBT, remindedOn: [today] }, today)).toBe(null)
        expect(dayNumber(today)).toBeGreaterThan(0)
      })
    )
  })
})

describe('quiet hours', () => {
  test('a message waits to the very minute from which it may go', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 1, max: 1_440 }),
        (epochMs, from, span) => {
          const hours = { from, to: Math.min(1_440, from + span) }
          const now = { epochMs, offsetMinutes: 330 }
          const wait = waitUntilAllowed(now, hours) ?? -1
          expect(wait).toBeGreaterThanOrEqual(0)
          const then = { ...now, epochMs: epochMs + wait }
          expect(waitUntilAllowed(then, hours)).toBe(0)
          if (wait > 0) {
            const { hour, minute } = timeOfDay(then)
            expect(hour * 60 + minute).toBe(hours.from)
            expect(waitUntilAllowed({ ...now, epochMs: then.epochMs - 1 }, hours)).not.toBe(0)
          }
        }
      )
    )
  })

  test('a promotional text keeps to the law, whatever the shop says', () => {
    expect(hoursFor(USUAL_HOURS, false)).toEqual(USUAL_HOURS)
    expect(hoursFor({ from: 0, to: 1_440 }, true)).toEqual(PROMOTIONAL_HOURS)
    expect(waitUntilAllowed({ epochMs: 0, offsetMinutes: 330 }, hoursFor({ from: 360, to: 540 }, true))).toBe(null)
  })
})

test('what came of a message is read back as it was written', () => {
  const day = 20261205 as BookDate
  expect(readOutcome(answerWord('promised', day))).toEqual({ kind: 'answer', answer: 'promised', promisedOn: day })
  expect(readOutcome(answerWord('no-answer', null))).toEqual({ kind: 'answer', answer: 'no-answer', promisedOn: null })
  expect(readOutcome('promised:20261399')).toEqual({ kind: 'answer', answer: 'promised', promisedOn: null })
  expect(readOutcome('reference:a:b')).toEqual({ kind: 'reference', reference: 'a:b' })
  expect(readOutcome('message/refused-by-gateway')).toEqual({ kind: 'failure', code: 'message/refused-by-gateway' })
})

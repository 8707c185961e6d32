import { z } from 'zod'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { occurrencesUpTo, type RecurringExpense, zRecurringExpense } from '#shared/expenses/recurring-expense.ts'
import { refuse } from '#shared/kernel/result.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { type AccountCode, isExpenseHead } from '#shared/ledger/account.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import { type Book, stampOf, today } from './book.ts'
import { recordWithin, viewOf } from './record-entry.ts'

const KIND = 'recurring-expense'
/** What became of one time that it fell due: the entry that paid it, or why it was left out. */
const DONE_KIND = 'recurring-done'
const zDone = z.strictObject({ entryId: zId.nullable(), reason: z.string() })

/** All recurring expenses, and those of their times up to today that were neither paid nor left out. */
export const listRecurring = (book: Book): Output<'recurring.list'> =>
  book.store.atOneMoment(() => {
    const expenses = book.store.definitions
      .list(KIND)
      .map(({ key, body }) => ({ id: key, ...zRecurringExpense.parse(body) }))
    const due = expenses.flatMap(({ id, ...expense }) =>
      dueOf(book, id, expense).map((occurrence) => ({ id, ...occurrence }))
    )
    return { expenses, due: due.toSorted((one, other) => one.dueOn - other.dueOn) }
  })

/** Lays a recurring expense down, or changes it; null takes it away. What was paid stays paid. */
export function putRecurring(book: Book, { id, expense }: Parsed<'recurring.put'>): Output<'recurring.put'> {
  const { store } = book
  if (expense !== null) {
    const code = expense.accountCode as AccountCode
    if (store.accounts.byCode(code) === null) refuse('account/not-found', {}, 'accountCode')
    if (!isExpenseHead(code)) refuse('account/not-an-expense', {}, 'accountCode')
  }
  store.transact(() => store.facts.record('definition.put', stampOf(book), { kind: KIND, key: id, body: expense }))
  book.committed({})
  return {}
}

/** Pays one time that it fell due, with the amount that was really paid. Never twice for a month or a week. */
export function payRecurring(book: Book, request: Parsed<'recurring.pay'>): Output<'recurring.pay'> {
  const { store } = book
  const key = keyOf(request.recurringId, request.period)
  const isNew = store.transact(() => {
    const done = doneOf(book, key)
    if (done?.entryId === request.id) return false
    const { expense, occurrence } = dueOrRefuse(book, request.recurringId, request.period)
    const stamp = stampOf(book)
    const place = request.place ?? expense.place
    const entry = requestOf(request.id, { ...expense, place }, request.amountMinor)
    recordWithin(book, entry, stamp)
    const body = { entryId: request.id, reason: '' }
    store.facts.record('definition.put', stamp, {
      kind: DONE_KIND,
      key: keyOf(request.recurringId, occurrence.period),
      body
    })
    return true
  })
  if (isNew) book.committed({ printing: true })
  return { outcome: isNew ? 'recorded' : 'exists', entry: viewOf(book, request.id) }
}

/** Leaves one time out, with a reason. */
export function skipRecurring(book: Book, request: Parsed<'recurring.skip'>): Output<'recurring.skip'> {
  const reason = request.reason.trim()
  if (reason === '') refuse('entry/reason-needed', {}, 'reason')
  book.store.transact(() => {
    dueOrRefuse(book, request.recurringId, request.period)
    const key = keyOf(request.recurringId, request.period)
    const body = { entryId: null, reason }
    book.store.facts.record('definition.put', stampOf(book), { kind: DONE_KIND, key, body })
  })
  book.committed({})
  return {}
}

const keyOf = (id: string, period: string): string => `${id}/${period}`

function doneOf(book: Book, key: string): z.infer<typeof zDone> | null {
  const body = book.store.definitions.read(DONE_KIND, key)
  return body === null ? null : zDone.parse(body)
}

/** A time whose payment was undone is due again. */
function isSettled(book: Book, key: string): boolean {
  const done = doneOf(book, key)
  if (done === null || done.entryId === null) return done !== null
  const entry = book.store.entries.byId(done.entryId)
  return entry !== null && book.store.entries.reversalOf(entry.entryNo) === null
}

const dueOf = (book: Book, id: string, expense: RecurringExpense) =>
  occurrencesUpTo(expense, today(book)).filter(({ period }) => !isSettled(book, keyOf(id, period)))

function dueOrRefuse(book: Book, id: string, period: string) {
  const body = book.store.definitions.read(KIND, id)
  const expense = zRecurringExpense.parse(body ?? refuse('recurring/not-due'))
  const occurrence = dueOf(book, id, expense).find((one) => one.period === period)
  return { expense, occurrence: occurrence ?? refuse('recurring/not-due') }
}

function requestOf(id: string, expense: RecurringExpense, amountMinor: Minor): EntryRequest {
  const none = { cashMinor: ZERO, upiMinor: ZERO, bankMinor: ZERO }
  const paid = { ...none, [`${expense.place}Minor`]: amountMinor }
  const about = { id, bookOn: null, occurredOn: null, text: expense.title, note: '' }
  return { ...about, kind: 'expense', accountCode: expense.accountCode, paid }
}

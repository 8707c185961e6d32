import type { CountRecord, ShiftRow } from '#main/ports/closing-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { CountView, ShiftView } from '#shared/contract/views.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { subtract, ZERO } from '#shared/money/money.ts'
import { cleanName } from '#shared/parties/party.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import { countLater, type ForgottenDay, firstOpenEntry, forgottenOn, openTotals } from './open-period.ts'
import { ownDrawer } from './own-drawer.ts'
import { enqueueShiftReport } from './print-day-report.ts'
import { dayToClose, readShiftFigures, type ShiftStart } from './read-figures.ts'
import { checkDrops, settleDrawer } from './settle-drawer.ts'

const NAMES_SHOWN = 12
const MOST_NAME = 60

/** Who has the drawer, whose shifts of the day are over, and which names may be chosen. Nothing of what should be in it. */
export function readShifts(book: Book): Output<'shift.state'> {
  return book.store.atOneMoment(() => {
    const { shifts } = book.store
    const current = shifts.current()
    return {
      current: current === null ? null : { id: current.id, personName: current.person, openedAt: current.openedAt },
      ended: endedShifts(book),
      people: shifts.people(NAMES_SHOWN)
    }
  })
}

/** The shifts of the open period that were handed over. */
export const endedShifts = (book: Book): ShiftView[] =>
  book.store.shifts.ofPeriod(openPeriod(book)).flatMap(({ ended }) => ended?.view ?? [])

/** The counts of the drawer as it stands: those of shifts that are over belong to them. */
export function openCounts(book: Book): CountView[] {
  const used = new Set(endedShifts(book).flatMap(({ counts }) => counts.map(({ id }) => id)))
  return book.store.closings.counts(openPeriod(book)).filter(({ id }) => !used.has(id))
}

/**
 * The count that a close or a handover stands on. Fails with `closing/count-missing`, or with `closing/count-used` where it
 * already closed or handed over, or is of another day than the one that is closed.
 */
export function countToUse(book: Book, countId: string, forgotten: ForgottenDay | null): CountRecord {
  const count = book.store.closings.count(countId) ?? refuse('closing/count-missing')
  refuseUnfit(book, count, forgotten)
  return count
}

/** Refuses a count that is used up, or whose expected figure is not that of the day it is wanted for. */
export function refuseUnfit(book: Book, count: CountRecord, forgotten: ForgottenDay | null): void {
  if (!openCounts(book).some(({ id }) => id === count.id) || !isCountOf(count, forgotten)) refuse('closing/count-used')
}

/** The counts that a close of the day, or of the forgotten day alone, may stand on. */
export const fittingCounts = (book: Book, forgotten: ForgottenDay | null): CountView[] =>
  openCounts(book).filter(({ id }) => {
    const count = book.store.closings.count(id)
    return count !== null && isCountOf(count, forgotten)
  })

/** A drawer that was counted before the first entry of a later day is that of the forgotten day, whoever asked for it. */
function isCountOf(count: CountRecord, forgotten: ForgottenDay | null): boolean {
  const firstLater = forgotten?.carried?.runs[0]?.[0]
  if (forgotten === null || firstLater === undefined) return count.forgottenOn === null
  return count.forgottenOn === null ? count.lastEntryNo < firstLater : count.forgottenOn === forgotten.bookOn
}

/**
 * What today brought would be in the shift that ends and not in the Z of the forgotten day, which is closed after it: no
 * figure of either would be true. So the older day is closed first.
 */
function refuseBehindForgotten(book: Book): void {
  const forgotten = forgottenOn(book)
  if (forgotten !== null && countLater(book, forgotten) > 0) refuse('shift/day-forgotten')
}

/**
 * Somebody takes the drawer that the last Z left, before anything is entered: it was counted then. Later, it is handed over
 * (`shift/count-first`). A forgotten day that entries of today follow is closed first (`shift/day-forgotten`).
 */
export function beginShift(book: Book, request: Parsed<'shift.begin'>): Output<'shift.begin'> {
  const { shifts } = book.store
  const person = nameOf(request.person)
  const known = shifts.byId(request.id)
  if (known !== null) {
    if (known.person !== person) refuse('entry/id-reused')
    return { outcome: 'exists' }
  }
  const stamp = { ...stampOf(book), person }
  const isDone = book.store.transact(() => {
    if (shifts.byId(request.id) !== null) return false
    refuseBehindForgotten(book)
    const isWorkedOn = openTotals(book).some(({ bucket }) => bucket !== 'opening')
    if (shifts.current() !== null || isWorkedOn) refuse('shift/count-first')
    beginAtLastZ(book, request.id, stamp)
    return true
  })
  if (!isDone) return beginShift(book, request)
  book.committed({})
  return { outcome: 'recorded' }
}

/**
 * The one who leaves has counted, blind; the difference goes to its own account under his name, what leaves the drawer to
 * owner and bank, and the rest is what the next one starts with. Where nobody had taken the drawer over before, the shift
 * that ends is that of the day so far. A forgotten day that entries of today follow is closed first (`shift/day-forgotten`).
 */
export function handOver(book: Book, request: Parsed<'shift.handOver'>): Output<'shift.handOver'> {
  const { shifts } = book.store
  const person = nameOf(request.person)
  const known = shifts.byId(request.id)
  if (known !== null) {
    const ended = shifts.byNo(known.shiftNo - 1)?.ended?.view
    const isSame = known.person === person && ended?.countId === request.countId
    if (!isSame || ended === undefined) refuse('entry/id-reused')
    return { outcome: 'exists', shift: ended }
  }
  checkDrops(book, request)
  const stamp = stampOf(book)
  const shift = book.store.transact(() => {
    if (shifts.byId(request.id) !== null) return null
    refuseBehindForgotten(book)
    const count = countToUse(book, request.countId, null)
    const reason = request.reason.trim()
    if (count.countedMinor !== count.expectedMinor && reason === '') refuse('closing/reason-needed', {}, 'reason')
    const ending = openShift(book, stamp)
    const bookOn = dayToClose(book)
    const figures = { ...readShiftFigures(book, startOf(book, ending)), expectedMinor: count.expectedMinor }
    const overShortMinor = subtract(count.countedMinor, count.expectedMinor)
    const { toOwnerMinor, toBankMinor } = request
    settleDrawer(book, { bookOn, overShortMinor, reason, toOwnerMinor, toBankMinor }, () => ownDrawer(book), stamp)
    const left = {
      countId: count.id,
      countedMinor: count.countedMinor,
      overShortMinor,
      reason,
      toOwnerMinor,
      toBankMinor
    }
    const after = { nextFloatMinor: ownDrawer(book), nextPersonName: person }
    const view = endShift(book, ending, { figures, ...left, ...after }, stamp)
    begin(book, request.id, { ...stamp, person })
    enqueueShiftReport(book, view, book.randomness.newId(), stamp)
    return view
  })
  if (shift === null) return handOver(book, request)
  book.committed({ printing: true })
  return { outcome: 'recorded', shift }
}

function nameOf(text: string): string {
  const person = cleanName(text)
  if (person === '' || person.length > MOST_NAME) refuse('shift/name-needed', { most: MOST_NAME }, 'person')
  return person
}

function begin(book: Book, id: string, stamp: Stamp): ShiftRow {
  const start = { afterEntryNo: book.store.entries.lastNo(), floatMinor: ownDrawer(book) }
  return book.store.shifts.begin(
    { id, periodNo: openPeriod(book), person: stamp.person, openedAt: stamp.atMs, ...start },
    stamp
  )
}

/** The shift that is open; where nobody took over, it is begun now as what it was: since the last Z. */
const openShift = (book: Book, stamp: Stamp): ShiftRow =>
  book.store.shifts.current() ?? beginAtLastZ(book, book.randomness.newId(), stamp)

function beginAtLastZ(book: Book, id: string, stamp: Stamp): ShiftRow {
  const { shifts, closings, entries } = book.store
  const firstNo = firstOpenEntry(book)
  return shifts.begin(
    {
      id,
      periodNo: openPeriod(book),
      person: stamp.person,
      openedAt: entries.recordedAt(firstNo) ?? stamp.atMs,
      afterEntryNo: firstNo - 1,
      floatMinor: closings.lastClosing()?.nextFloatMinor ?? ZERO
    },
    stamp
  )
}

/** Where a shift began: at the end of the one before it, or at the last Z. */
function startOf(book: Book, shift: ShiftRow): ShiftStart {
  const before = book.store.shifts.byNo(shift.shiftNo - 1)
  const isSamePeriod = before?.periodNo === shift.periodNo
  const totals = isSamePeriod ? (before?.ended?.totals ?? []) : []
  return { afterEntryNo: shift.afterEntryNo, floatMinor: shift.floatMinor, totals }
}

/** What a shift came to, without its counts and its person. */
type Left = Omit<ShiftView, 'id' | 'personName' | 'openedAt' | 'endedAt' | 'counts'>

function endShift(book: Book, shift: ShiftRow, left: Left, stamp: Stamp): ShiftView {
  const { shifts, entries } = book.store
  const view: ShiftView = {
    id: shift.id,
    personName: shift.person,
    openedAt: shift.openedAt,
    endedAt: stamp.atMs,
    counts: openCounts(book),
    ...left
  }
  shifts.end(shift.id, { view, totals: openTotals(book) }, entries.lastNo(), stamp)
  return view
}

/** The shift that somebody took over and has not handed on, as it stands now. Fails with `shift/none-open`. */
export function readOpenShift(book: Book): { readonly shift: ShiftRow; readonly figures: DayFigures } {
  const shift = book.store.shifts.current() ?? refuse('shift/none-open')
  return { shift, figures: readShiftFigures(book, startOf(book, shift)) }
}

/** The figures of the open shift before a close posts anything; null where nobody handed over. */
export function figuresOfLastShift(book: Book, forgotten: ForgottenDay | null): DayFigures | null {
  const current = book.store.shifts.current()
  return current === null ? null : readShiftFigures(book, startOf(book, current), forgotten)
}

/** Ends the open shift with the close of its day. */
export function endLastShift(book: Book, left: Left, stamp: Stamp): void {
  const current = book.store.shifts.current()
  assert(current, 'the shift whose figures were read is open')
  endShift(book, current, left, stamp)
}

/** The cashier of a day that was forgotten works on: his shift of the new day began with what the Z left. */
export function goOn(book: Book, person: string, stamp: Stamp): void {
  beginAtLastZ(book, book.randomness.newId(), { ...stamp, person })
}

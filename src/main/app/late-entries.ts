import type { LateArrival } from '#main/ports/sync-store.ts'
import { joinLines, LATE_TAKEN, type LateLine, lateLines, zLateTaken } from '#shared/closing/late-entries.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import { counterNames } from './counter-names.ts'

/** So many are shown and taken at a time. */
const SHOWN = 200

/**
 * The tray of late entries: what other counters recorded for days that this counter had closed when it came, the first to come first.
 * They are in the book already, and in the drawer of their own counter; no Z changes.
 */
export const readLate = (book: Book): Output<'sync.late'> =>
  book.store.atOneMoment(() => {
    const arrivals = book.store.sync.lateArrivals(SHOWN)
    const names = counterNames(book)
    return {
      entries: arrivals.map((arrival) => {
        const entry = entryOf(book, arrival)
        const { id, kind, number, bookOn, partyName, text, amountMinor, cashMinor, creditMinor } = entry
        return {
          ...{ id, kind, number, bookOn, partyName, text, amountMinor, cashMinor, duesMinor: creditMinor },
          ...{ counterName: names(arrival.deviceNo), arrivedAt: arrival.at, zNoThere: arrival.zNoThere }
        }
      }),
      moreCount: book.store.sync.counts().lateToSee - arrivals.length
    }
  })

/**
 * A person has looked late entries through: they leave the tray, and the Z that is made next counts them. What is not in the tray (any
 * more) is left out. The same request twice is done once. No amount of the book changes.
 */
export function takeLate(book: Book, { id, entryIds }: Parsed<'sync.takeLate'>): Output<'sync.takeLate'> {
  const { sync, definitions, facts } = book.store
  const stamp = stampOf(book)
  const entryCount = book.store.transact(() => {
    const known = zLateTaken.safeParse(definitions.read(LATE_TAKEN, id))
    if (known.success) return known.data.entries.length
    const asked = new Set<string>(entryIds)
    const arrivals = sync.lateArrivals(Number.MAX_SAFE_INTEGER).filter(({ entryId }) => asked.has(entryId))
    if (arrivals.length === 0) return 0
    const body = {
      zNo: openPeriod(book),
      entries: arrivals.map(({ entryId }) => entryId),
      lines: linesOf(book, arrivals)
    }
    facts.record('definition.put', stamp, { kind: LATE_TAKEN, key: id, body })
    const noticeNos = arrivals.map(({ noticeNo }) => noticeNo)
    sync.seeLate(noticeNos, stamp.atMs)
    return arrivals.length
  })
  book.committed({})
  return { entryCount }
}

/** What was looked through since the last Z, by day and counter: the Z that is being made names it. */
export function lateOfPeriod(book: Book): LateLine[] {
  const taken = book.store.sync.lateTaken(openPeriod(book)).flatMap((body) => zLateTaken.safeParse(body).data ?? [])
  return joinLines(taken.flatMap(({ lines }) => lines))
}

function linesOf(book: Book, arrivals: readonly LateArrival[]): LateLine[] {
  const names = counterNames(book)
  return lateLines(
    arrivals.map((arrival) => {
      const { kind, bookOn, amountMinor, cashMinor, creditMinor } = entryOf(book, arrival)
      const reversesId = book.store.entries.byId(arrival.entryId)?.reversesId ?? null
      const undone = reversesId === null ? null : book.store.entries.byId(reversesId)
      return {
        ...{ counterName: names(arrival.deviceNo), bookOn, kind: undone?.kind ?? kind, isUndoing: undone !== null },
        ...{ amountMinor, cashMinor, creditMinor }
      }
    })
  )
}

function entryOf(book: Book, { entryId }: LateArrival) {
  const entry = book.store.entries.view(entryId)
  assert(entry, 'an entry that came is there')
  return entry
}

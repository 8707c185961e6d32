import type { BookDate } from '#shared/calendar/book-date.ts'
import { fillIndex } from '#shared/search/fill-index.ts'
import type { NameIndex } from '#shared/search/name-index.ts'

/** What a finder asks of the ledger file about parties, or about items. */
export interface Findable<Entry, Row, Result> {
  /** An index without anything in it. */
  empty(): NameIndex<Row, Result>
  rowOf(entry: Entry): Row
  noOf(entry: Entry): number
  noOfResult(result: Result): number
  matchedOf(result: Result): { readonly start: number; readonly end: number } | null
  byId(id: string): Entry | null
  byNo(no: number): Entry | null
  /** In the order of recording. */
  forSearch(afterNo: number, limit: number): Entry[]
  usedLast(limit: number): Entry[]
  /** Whose name holds this text as it is written. */
  written(text: string, limit: number): Entry[]
}

interface Facts {
  readonly id: string
  readonly name: string
  readonly isArchived: boolean
}

export interface NameMatch<Entry> {
  readonly entry: Entry
  readonly matchStart: number
  readonly matchEnd: number
}

/** Finds parties, or items, while somebody types. It lives in memory and follows the ledger file. */
export interface NameFinder<Entry> {
  find(text: string, limit: number, nowOn: BookDate): NameMatch<Entry>[]
  /** One was added or changed. */
  put(entry: Entry): void
  /** One was used: it ranks higher from now on. */
  touch(entry: Entry, usedOn: BookDate | null): void
  /** Works on the index for a moment; answers whether there is more to do. */
  build(): boolean
  /** Many were added or changed, by an import or another process: they are taken in between other work. */
  follow(entries: readonly Entry[]): void
}

const SLICE = 2_000
/** Some 2,000 rows, 40 ms: the books of most shops are searched in every script from the first key on. */
const SLICES_AT_ONCE = 16
const LATE_SLICE = 128

export function createNameFinder<Entry, Row, Result>(
  file: Findable<Entry, Row, Result>,
  factsOf: (entry: Entry) => Facts
): NameFinder<Entry> {
  const building = fillIndex(file.empty(), rowsOf(file, factsOf))
  let index: NameIndex<Row, Result> | null = null
  const late: string[] = []

  /** One slice of work: of the first building, then of what came since. Answers whether there is more. */
  function step(): boolean {
    if (index === null) {
      const next = building.next()
      if (next.done) index = next.value
      return index === null || late.length > 0
    }
    for (const id of late.splice(0, LATE_SLICE)) {
      const entry = file.byId(id)
      if (entry === null) continue
      if (factsOf(entry).isArchived) index.remove(file.noOf(entry))
      else index.add(file.rowOf(entry))
    }
    return late.length > 0
  }

  /** Before anything is typed: what the shop used last. A small book has its index long before the first look. */
  const usedLast = (limit: number): NameMatch<Entry>[] =>
    file.usedLast(limit).map((entry) => ({ entry, matchStart: 0, matchEnd: 0 }))

  /** Who types before the index is there is answered from the file: names and numbers as they are written. */
  function findInFile(text: string, limit: number): NameMatch<Entry>[] {
    const typed = text.trim()
    return file.written(typed, limit).map((entry) => {
      const start = factsOf(entry).name.toLowerCase().indexOf(typed.toLowerCase())
      return { entry, matchStart: Math.max(0, start), matchEnd: start < 0 ? 0 : start + typed.length }
    })
  }

  return {
    find(text, limit, nowOn) {
      if (index === null && text.trim() === '') return usedLast(limit)
      for (let slices = 0; slices < SLICES_AT_ONCE && step(); slices++);
      if (index === null) return findInFile(text, limit)
      return index.query(text, { limit, nowDay: nowOn }).flatMap((result) => {
        const entry = file.byNo(file.noOfResult(result))
        const matched = file.matchedOf(result)
        return entry === null ? [] : [{ entry, matchStart: matched?.start ?? 0, matchEnd: matched?.end ?? 0 }]
      })
    },
    /** What is put while the index is built may be in it already, or not yet: it is put again at its end. */
    put(entry) {
      late.push(factsOf(entry).id)
      if (index !== null && late.length === 1) step()
    },
    touch(entry, usedOn) {
      if (index !== null && !factsOf(entry).isArchived) index.touch(file.noOf(entry), usedOn ?? 0)
    },
    build: step,
    follow(changed) {
      for (const entry of changed) late.push(factsOf(entry).id)
    }
  }
}

/** Rows in slices, so that a large book is never read into memory at once. */
function* rowsOf<Entry, Row, Result>(
  file: Findable<Entry, Row, Result>,
  factsOf: (entry: Entry) => Facts
): Generator<Row> {
  let after = 0
  for (;;) {
    const slice = file.forSearch(after, SLICE)
    for (const entry of slice) {
      after = file.noOf(entry)
      if (!factsOf(entry).isArchived) yield file.rowOf(entry)
    }
    if (slice.length < SLICE) return
  }
}

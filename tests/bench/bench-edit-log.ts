import { readEditLog } from '#main/app/read-edit-log.ts'
import { logVoice } from '#main/app/word-edit-log.ts'
import { systemClock } from '#main/compose/system.ts'
import type { LogFilter } from '#shared/contract/edit-log-endpoints.ts'
import { bookTexts, openBook } from '#tests/support/open-book.ts'
import { type Figure, measured } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { inTurns, timed } from './timing.ts'

const ALL: LogFilter = { group: 'all', personName: '', fromOn: null, toOn: null, text: '' }
const MOST_PAGE_MS = 50
const MOST_WALK_MS = 3_000

/** The edit log from its end: the page that comes first, and filters that look through the whole book and find nothing. */
export function benchEditLog(made: MadeBook, at: string): Figure[] {
  const book = openBook(made.file, systemClock)
  const voice = logVoice(book, bookTexts().report('en'))
  const page = (filter: LogFilter, beforeN: number | null = null) =>
    readEditLog(book, voice, { filter, beforeN, limit: 100 })
  const through = (filter: LogFilter) => {
    let beforeN: number | null = null
    do beforeN = page(filter, beforeN).nextBeforeN
    while (beforeN !== null)
  }
  const first = inTurns({ app: () => page(ALL) }, { runs: 100, block: 10, warmUp: 5 }).app
  const walks = [
    ['PINs', { ...ALL, group: 'people' }],
    ['a person who recorded nothing', { ...ALL, personName: 'Nobody' }],
    ['a text that nothing says', { ...ALL, text: 'no such words' }]
  ] as const
  const figures = walks.map(([what, filter]) => {
    through(filter)
    return measured(
      `edit log, all of it looked through for ${what}, ${at}`,
      timed(() => through(filter)),
      'ms',
      MOST_WALK_MS
    )
  })
  book.store.close()
  const limit = { against: `at most ${MOST_PAGE_MS} ms`, ratio: first.medianMs / MOST_PAGE_MS, limit: 1 }
  return [{ what: `edit log, first page of 100, ${at}`, timing: first, ...limit }, ...figures]
}

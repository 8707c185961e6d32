// Says how many MiB an open book adds to a process. node --expose-gc weigh-book.ts <file> <party id>
import { readStatement, searchParties } from '#main/app/find-parties.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readDayBook, readRecent } from '#main/app/read-day-book.ts'
import { systemClock } from '#main/compose/system.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import { openBook } from '#tests/support/open-book.ts'

const [file = '', partyId = ''] = process.argv.slice(2)
const collect = () => (globalThis as unknown as { gc: () => void }).gc()
const residentMiB = () => {
  collect()
  collect()
  return process.memoryUsage.rss() / 2 ** 20
}
const before = residentMiB()
const book = openBook(file, systemClock)
searchParties(book, { text: 'ramesh', limit: 20 })
readCounterSummary(book)
readRecent(book, { beforeEntryNo: null, limit: 50 })
readStatement(book, { partyId, beforeEntryNo: null, limit: 500 })
const days = { fromOn: bookDate(2026, 1, 1), toOn: bookDate(2030, 1, 1), kinds: null, text: '' }
readDayBook(book, { ...days, offset: 0, limit: 200 })
console.log(residentMiB() - before)
book.store.close()

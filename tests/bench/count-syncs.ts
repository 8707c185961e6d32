// Posts entries on a book, for one who counts from outside what it asks of the disk. node count-syncs.ts <file> <how many>
import { recordEntry } from '#main/app/record-entry.ts'
import { systemClock } from '#main/compose/system.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { ask } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'

const [file = '', count = '0'] = process.argv.slice(2)
const book = openBook(file, systemClock)
for (let done = 0; done < Number(count); done++) {
  recordEntry(book, zEntryRequest.parse(ask.sale(null, 10_00, { cashMinor: 10_00 })))
}
book.store.close()

// A program that posts many entries in one transaction, as an import does. node bulk.ts <folder> <how many>
import { writeSync } from 'node:fs'
import { stampOf } from '#main/app/book.ts'
import { recordWithin } from '#main/app/record-entry.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { ask } from '#tests/support/open-app.ts'
import { createBookOn } from '#tests/support/open-book.ts'

const [folder = '', count = '0'] = process.argv.slice(2)
const book = createBookOn(folder)
const stamp = stampOf(book)
writeSync(1, 'ready\n')
book.store.transact(() => {
  for (let done = 0; done < Number(count); done++) {
    recordWithin(book, zEntryRequest.parse(ask.sale(null, 10_00 + done, { cashMinor: 10_00 + done })), stamp)
  }
})
writeSync(1, 'done\n')
book.store.close()

import type { Book } from '#main/app/book.ts'
import { createContactDesk } from '#main/app/contact-desk.ts'
import { decodeText } from '#main/files/decode-text.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { readBounded } from '#main/files/read-bounded.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Handlers } from '#shared/contract/contract.ts'

/** Contacts of a telephone or a mailbox as parties. */
export function createContactHandlers(parts: {
  book: () => Book
  dialogs: Dialogs
}): Pick<Handlers, `contacts.${'choose' | 'add'}`> {
  const desk = createContactDesk({
    ...parts,
    reader: fileTableReader,
    readFile: readBounded,
    textOf: (bytes) => decodeText(bytes)?.text ?? null
  })
  return { 'contacts.choose': desk.choose, 'contacts.add': desk.add }
}

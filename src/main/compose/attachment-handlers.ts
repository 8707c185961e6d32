import type { Book } from '#main/app/book.ts'
import {
  type AttachmentParts,
  attachPhoto,
  chooseAttachment,
  listAttachments,
  pictureOf,
  removeAttachment,
  saveAttachment
} from '#main/app/keep-attachments.ts'
import { attachmentFiles } from '#main/files/attachment-files.ts'
import { readBounded } from '#main/files/read-bounded.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { zId } from '#shared/kernel/scalars.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type AttachmentHandlers = Pick<Handlers, `attachment.${'list' | 'choose' | 'photo' | 'remove' | 'save'}`>

/** Photos and files of entries. */
export function createAttachmentHandlers({
  book,
  dialogs
}: {
  book: () => Book
  dialogs: Dialogs
}): AttachmentHandlers {
  const parts: AttachmentParts = { files: attachmentFiles, dialogs, readFile: readBounded, writeFile: writeFileDurably }
  return {
    'attachment.list': (input) => listAttachments(book(), parts, input),
    'attachment.choose': (input) => chooseAttachment(book(), parts, input),
    'attachment.photo': (input) => attachPhoto(book(), parts, input),
    'attachment.remove': (input) => removeAttachment(book(), input),
    'attachment.save': (input) => saveAttachment(book(), parts, input)
  }
}

/** A picture of the open shop for its page, by what stands in the page's address. Null for anything else. */
export function pictureForPage(keeper: ShopKeeper, id: string): { bytes: Uint8Array; mediaType: string } | null {
  const asked = zId.safeParse(id)
  if (!asked.success || keeper.info() === null) return null
  return pictureOf(keeper.book(), attachmentFiles, asked.data)
}

import type { AttachmentFiles, AttachmentRecord } from '#main/ports/attachment-store.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import { fileName, isPicture, MOST_FILE_BYTES, MOST_FILES, mediaTypeOf } from '#shared/attachments/media-type.ts'
import type { AttachmentView } from '#shared/contract/attachment-endpoints.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'

/** What attachments need beside the book. `readFile` gives at most so many bytes, and nothing for what cannot be read. */
export interface AttachmentParts {
  readonly files: AttachmentFiles
  readonly dialogs: Pick<Dialogs, 'chooseAttachmentFile' | 'chooseSaveFile'>
  readFile(file: string, mostBytes: number): Uint8Array
  writeFile(file: string, bytes: Uint8Array): void
}

export function listAttachments(
  book: Book,
  { files }: AttachmentParts,
  { entryId }: Parsed<'attachment.list'>
): Output<'attachment.list'> {
  return book.store.attachments.ofEntry(entryId).map((one) => viewOf(book, files, one))
}

/** Puts a file that the person chooses beside the ledger and on the entry; null when the dialog was left. */
export async function chooseAttachment(
  book: Book,
  parts: AttachmentParts,
  request: Parsed<'attachment.choose'>
): Promise<Output<'attachment.choose'>> {
  const known = knownOf(book, request)
  if (known !== null) return { outcome: 'exists', attachment: viewOf(book, parts.files, known) }
  const file = await parts.dialogs.chooseAttachmentFile()
  if (file === null) return null
  return attach(book, parts.files, request, fileName(file), parts.readFile(file, MOST_FILE_BYTES + 1))
}

/** A photo of the camera. It is what its bytes say, whoever sent them. */
export function attachPhoto(
  book: Book,
  { files }: AttachmentParts,
  { bytes, ...request }: Parsed<'attachment.photo'>
): Output<'attachment.photo'> {
  const known = knownOf(book, request)
  if (known !== null) return { outcome: 'exists', attachment: viewOf(book, files, known) }
  if (!isPicture(mediaTypeOf(bytes))) refuse('attachment/not-a-picture')
  return attach(book, files, request, 'photo.jpg', bytes)
}

type Asked = Parsed<'attachment.choose'>

/** The bytes are on the disk before the fact that names them: what the book tells of is there. */
function attach(book: Book, files: AttachmentFiles, { id, entryId }: Asked, name: string, bytes: Uint8Array) {
  const { store } = book
  if (bytes.length === 0) refuse('attachment/unreadable', { name })
  if (bytes.length > MOST_FILE_BYTES) refuse('attachment/too-large', { name, most: MOST_FILE_BYTES / 1_000_000 })
  checkRoom(book, entryId)
  const sha256 = files.keep(store.file, bytes)
  const stamp = stampOf(book)
  store.transact(() => {
    checkRoom(book, entryId)
    const mediaType = mediaTypeOf(bytes)
    store.facts.record('entry.attach', stamp, { id, entryId, sha256, name, mediaType, byteCount: bytes.length })
  })
  book.committed({})
  return { outcome: 'recorded' as const, attachment: viewOf(book, files, recordOf(book, id)) }
}

/** Takes it off the entry. The file stays where it is: another entry, or an older backup, may tell of it. */
export function removeAttachment(book: Book, { id }: Parsed<'attachment.remove'>): Output<'attachment.remove'> {
  const { store } = book
  const isDone = store.transact(() => {
    if (recordOf(book, id).isRemoved) return false
    store.facts.record('entry.detach', stampOf(book), { id })
    return true
  })
  if (isDone) book.committed({})
  return { outcome: isDone ? 'recorded' : 'exists' }
}

/** Writes a copy where the person chooses; null when the dialog was left. */
export async function saveAttachment(
  book: Book,
  parts: AttachmentParts,
  { id }: Parsed<'attachment.save'>
): Promise<Output<'attachment.save'>> {
  const one = recordOf(book, id)
  const bytes = parts.files.read(book.store.file, one.sha256) ?? refuse('attachment/gone', { name: one.name })
  const file = await parts.dialogs.chooseSaveFile(one.name)
  if (file === null) return null
  try {
    parts.writeFile(file, bytes)
  } catch {
    refuse('export/not-writable', { file })
  }
  return { file }
}

/** The bytes of a picture for the page; null for what is gone, was taken off, or is no picture that a page may show. */
export function pictureOf(book: Book, files: AttachmentFiles, id: string) {
  const one = book.store.attachments.byId(id)
  if (one === null || one.isRemoved || !isPicture(one.mediaType)) return null
  const bytes = files.read(book.store.file, one.sha256)
  return bytes === null || mediaTypeOf(bytes) !== one.mediaType ? null : { bytes, mediaType: one.mediaType }
}

function checkRoom({ store }: Book, entryId: string): void {
  if (!store.entries.has(entryId)) refuse('entry/not-found')
  if (store.attachments.ofEntry(entryId).length >= MOST_FILES) refuse('attachment/too-many', { most: MOST_FILES })
}

/** An attachment that was made under this id before; of another entry, the id stands for something else. */
function knownOf(book: Book, { id, entryId }: Asked): AttachmentRecord | null {
  const known = book.store.attachments.byId(id)
  if (known !== null && known.entryId !== entryId) refuse('entry/id-reused')
  return known
}

function recordOf(book: Book, id: string): AttachmentRecord {
  return book.store.attachments.byId(id) ?? refuse('attachment/not-found')
}

function viewOf(book: Book, files: AttachmentFiles, one: AttachmentRecord): AttachmentView {
  const { id, name, mediaType, byteCount, sha256 } = one
  const isThere = files.has(book.store.file, sha256, byteCount)
  return { id, name, mediaType, byteCount, isPicture: isPicture(mediaType), isThere }
}

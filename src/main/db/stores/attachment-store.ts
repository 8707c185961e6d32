import type Sqlite from 'better-sqlite3'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { AttachmentRecord, AttachmentStore } from '#main/ports/attachment-store.ts'

interface Row {
  id: Uint8Array
  entry_id: Uint8Array
  sha256: string
  name: string
  media_type: string
  byte_count: number
  is_removed: number
}

const attachmentOf = (row: Row): AttachmentRecord => ({
  id: uuidText(row.id),
  entryId: uuidText(row.entry_id),
  sha256: row.sha256,
  name: row.name,
  mediaType: row.media_type,
  byteCount: row.byte_count,
  isRemoved: row.is_removed === 1
})

const selectAttachment = () =>
  build
    .selectFrom('attachment')
    .innerJoin('entry', 'entry.entry_no', 'attachment.entry_no')
    .select(['attachment.id', 'entry.id as entry_id', 'sha256', 'name', 'media_type', 'byte_count', 'is_removed'])

export function createAttachmentStore(db: Sqlite.Database): AttachmentStore {
  const byId = prepare<{ id: Uint8Array }, Row>(db, (slot) =>
    selectAttachment().where('attachment.id', '=', slot('id'))
  )
  const ofEntry = prepare<{ id: Uint8Array }, Row>(db, (slot) =>
    selectAttachment().where('entry.id', '=', slot('id')).where('is_removed', '=', 0).orderBy('attachment_no')
  )
  return {
    byId(id) {
      const row = byId.first({ id: uuidBytes(id) })
      return row === undefined ? null : attachmentOf(row)
    },
    ofEntry: (entryId) => ofEntry.all({ id: uuidBytes(entryId) }).map(attachmentOf)
  }
}

import { z } from 'zod'
import { MOST_FILE_BYTES } from '#shared/attachments/media-type.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { command, query } from './endpoint.ts'

/** A photo or file of an entry. Its bytes are asked for by its id alone; where they lie is known to no screen. */
export const zAttachmentView = z.strictObject({
  id: zId,
  name: z.string(),
  /** What its first bytes say that it is. */
  mediaType: z.string(),
  byteCount: z.int(),
  /** Whether the page can show it: at `app://counterbook/attachment/<id>`. */
  isPicture: z.boolean(),
  /** Whether the file is still beside the ledger. */
  isThere: z.boolean()
})
export type AttachmentView = z.infer<typeof zAttachmentView>

const outcome = z.enum(['recorded', 'exists'])
const kept = z.strictObject({ outcome, attachment: zAttachmentView })

export const attachmentEndpoints = {
  'attachment.list': query(z.strictObject({ entryId: zId }), z.array(zAttachmentView)),
  /** Asks for a file by the system's own dialog. Null when the dialog was left. */
  'attachment.choose': command(z.strictObject({ id: zId, entryId: zId }), kept.nullable()),
  /** A photo that the camera has just taken. */
  'attachment.photo': command(
    z.strictObject({
      id: zId,
      entryId: zId,
      bytes: z.instanceof(Uint8Array).refine((all) => all.length <= MOST_FILE_BYTES)
    }),
    kept
  ),
  /** Takes it off the entry. The fact and the file stay. */
  'attachment.remove': command(z.strictObject({ id: zId }), z.strictObject({ outcome })),
  /** Writes a copy where the person chooses; null when the dialog was left. */
  'attachment.save': command(z.strictObject({ id: zId }), z.strictObject({ file: z.string() }).nullable())
}

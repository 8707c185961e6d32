import { z } from 'zod'
import { zErrorCode } from '#shared/kernel/error-code-schema.ts'
import { command, query } from './endpoint.ts'

const nothing = z.strictObject({})

export const zUpdateStatus = z.strictObject({
  /** False in a copy that was not installed by a package, or whose maker named no place for updates. */
  isPossible: z.boolean(),
  isOn: z.boolean(),
  /** Of this copy. */
  version: z.string(),
  doing: z.enum(['looking', 'fetching', 'installing']).nullable(),
  found: z.strictObject({ version: z.string(), bytes: z.int(), isFetched: z.boolean() }).nullable(),
  /** There is a newer version, and this PC's turn has not come. */
  isLater: z.boolean(),
  doneBytes: z.int(),
  lookedAt: z.number().nullable(),
  failure: zErrorCode.nullable(),
  /** What a person types to install what was fetched, once it was handed to the system. */
  command: z.string().nullable()
})
export type UpdateStatus = z.infer<typeof zUpdateStatus>

/** Newer versions of the app. Where they come from is built in: no address comes in here. */
export const updateEndpoints = {
  'update.status': query(nothing, zUpdateStatus),
  'update.turn': command(z.strictObject({ isOn: z.boolean() }), zUpdateStatus),
  'update.look': command(nothing, zUpdateStatus),
  'update.fetch': command(nothing, zUpdateStatus),
  /** `isAtWork`: a bill or a dialog is open on the page. Main looks for itself too. */
  'update.install': command(z.strictObject({ isAtWork: z.boolean() }), zUpdateStatus)
}

import { z } from 'zod'
import { zWayOutRequest, zWayOutResult } from '#shared/exchange/ways-out.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { command } from './endpoint.ts'

const zFolderToken = z.string().max(200)

/** The ways out of the book. Folders are chosen in the system's own dialog; the renderer only holds a token for one. */
export const exchangeEndpoints = {
  /** Null when the dialog was left. */
  'exchange.chooseFolder': command(
    z.strictObject({}),
    z.strictObject({ folderToken: zFolderToken, folder: z.string() }).nullable()
  ),
  /**
   * Writes the book in a form for other programs; how far it is comes as `work.progress`, work `export`. One at a time:
   * fails with `export/one-at-a-time`. The same id again answers what was written.
   */
  'exchange.write': command(
    z.strictObject({ id: zId, folderToken: zFolderToken, request: zWayOutRequest }),
    zWayOutResult
  ),
  /** Ends what is being written, if anything is; `exchange.write` then fails with `export/stopped`. */
  'exchange.stop': command(z.strictObject({}), z.strictObject({})),
  /** Shows a file that was written in the system's own file browser. */
  'exchange.showFile': command(
    z.strictObject({ folderToken: zFolderToken, name: z.string().max(200) }),
    z.strictObject({})
  )
}

import { z } from 'zod'
import { DATE_ORDERS, IMPORT_KINDS, zColumnMapping, zImportPlan, zImportResult } from '#shared/import/import-plan.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { command, query } from './endpoint.ts'

/** Files are chosen in the system's own dialog; the renderer only ever holds a token for one that was chosen. */
export const importEndpoints = {
  'import.choose': command(
    z.strictObject({}),
    z.strictObject({ fileToken: z.string(), fileName: z.string() }).nullable()
  ),
  /** `kind`, `mapping` and `dateOrder` null: guessed from the file, and shown. */
  'import.plan': query(
    z.strictObject({
      fileToken: z.string().max(200),
      kind: z.enum(IMPORT_KINDS).nullable(),
      mapping: zColumnMapping.nullable(),
      dateOrder: z.enum(DATE_ORDERS).nullable()
    }),
    zImportPlan
  ),
  'import.commit': command(z.strictObject({ id: zId, planId: z.string().max(200) }), zImportResult),
  /** Writes a party's statement as CSV where the dialog says; null when it was left. */
  'export.statement': command(z.strictObject({ partyId: zId }), z.strictObject({ file: z.string() }).nullable())
}

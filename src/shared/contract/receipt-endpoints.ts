import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zLogo } from '#shared/receipt/logo.ts'
import { SHEETS } from '#shared/receipt/page-css.ts'
import { receiptLayoutSchema } from '#shared/receipt/receipt-layout.ts'
import { SAMPLE_KINDS } from '#shared/receipt/sample-receipt.ts'
import { command, query } from './endpoint.ts'

/** A layout that is being edited, with the words that fill the sample. */
const draft = {
  layout: receiptLayoutSchema,
  logo: zLogo.nullable(),
  kind: z.enum(SAMPLE_KINDS),
  words: z.strictObject({ party: zLine(120), place: zLine(120), items: z.array(zLine(120)).min(1).max(6) })
}

/** How receipts look, and papers as files. */
export const receiptEndpoints = {
  /** A sample with a layout that is not stored: drawn by what draws every paper. */
  'receipt.preview': query(
    z.strictObject({ ...draft, widthDots: z.int().min(256).max(1024).multipleOf(8) }),
    z.strictObject({
      png: z.instanceof(Uint8Array),
      widthDots: z.int(),
      heightDots: z.int(),
      isQrLeftOut: z.boolean()
    })
  ),
  /** The same on a sheet: its first page. */
  'receipt.pagePreview': query(
    z.strictObject({ ...draft, sheet: z.enum(SHEETS) }),
    z.strictObject({ png: z.instanceof(Uint8Array), width: z.int(), height: z.int() })
  ),
  /** Asks for a picture by the system's own dialog and makes a logo of it; nothing is stored. Null when the dialog was left. */
  'receipt.chooseLogo': command(z.strictObject({}), zLogo.nullable()),
  /** Writes a paper as PDF where the dialog says; null when it was left. */
  'export.pdf': command(
    z.strictObject({
      paper: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('statement'), partyId: zId }),
        z.strictObject({ type: z.literal('entry'), entryId: zId }),
        z.strictObject({ type: z.literal('closing'), closingId: zId })
      ])
    }),
    z.strictObject({ file: z.string() }).nullable()
  )
}

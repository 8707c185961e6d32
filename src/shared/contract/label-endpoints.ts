import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { LABEL_SHEETS } from '#shared/receipt/label-sheet.ts'
import { command } from './endpoint.ts'

/** More labels than these are printed in several goes. */
const MOST_LABELS = 2_000

export const labelEndpoints = {
  /**
   * Prints labels with name, price and barcode; items without a barcode get their code. On a roll one stands under the other; a
   * printer of sheets takes sheets of stickers, `skip` of the first of which are used up.
   */
  'label.print': command(
    z.strictObject({
      id: zId,
      labels: z
        .array(z.strictObject({ itemId: zId, copies: z.int().min(1).max(500) }))
        .min(1)
        .max(200)
        .refine((labels) => labels.reduce((sum, { copies }) => sum + copies, 0) <= MOST_LABELS, 'too many labels'),
      /** `amountMinor` null: each item's usual price. */
      price: z.strictObject({ isShown: z.boolean(), amountMinor: zAmount.nullable() }),
      /** Null: where the receipts come out. */
      printerId: zLine(40).nullable().default(null),
      sheet: z.enum(LABEL_SHEETS).default('65'),
      skip: z.int().min(0).max(64).default(0)
    }),
    z.strictObject({ jobId: zId.nullable() })
  )
} as const

import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { SLIP_NAME_LENGTH, zSlipAmount, zSlipEntry } from '#shared/slips/slip.ts'
import { command, query } from './endpoint.ts'
import { zEntryView, zWarning } from './views.ts'

const outcome = z.enum(['recorded', 'exists'])

export const zSlipView = z.strictObject({
  id: zId,
  name: z.string(),
  /** Positive: the person owes us. Negative: we owe. */
  amountMinor: zMinor,
  bookOn: zBookDate,
  at: z.int(),
  personName: z.string(),
  /** Days since it was written; 0 is today's. */
  ageDays: z.int().min(0)
})
export type SlipView = z.infer<typeof zSlipView>

/** Kaccha slips: small sums that are no entries until somebody says so. */
export const slipEndpoints = {
  'slip.add': command(
    z.strictObject({ id: zId, name: zLine(SLIP_NAME_LENGTH), amountMinor: zSlipAmount }),
    z.strictObject({ outcome, slip: zSlipView })
  ),
  /** Open slips, the newest first, with the sums and the number of all of them. */
  'slip.list': query(
    z.strictObject({ limit: z.int().min(1).max(1000) }),
    z.strictObject({
      slips: z.array(zSlipView),
      count: z.int(),
      oweUsMinor: zMinor,
      weOweMinor: zMinor,
      /** Those of a day before today's. */
      earlierCount: z.int()
    })
  ),
  /** Paid: what is owed to us becomes a cash sale under `id`; what we owed is handed out and leaves no entry. */
  'slip.settle': command(
    z.strictObject({ id: zId, slipId: zId }),
    z.strictObject({ outcome, entry: zEntryView.nullable() })
  ),
  'slip.enter': command(
    z.strictObject({ slipId: zId, entry: zSlipEntry }),
    z.strictObject({ outcome, entry: zEntryView, warnings: z.array(zWarning) })
  ),
  'slip.drop': command(z.strictObject({ slipId: zId, reason: zLine(200) }), z.strictObject({ outcome }))
}

import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zPeriodTotals } from './day-figures.ts'

/**
 * Entries of later days that were recorded before a forgotten day was closed: its Z leaves them out, and the next one
 * takes them in. Which they are is written into the Z, so that no day that is closed later can be read otherwise.
 */
export const zCarried = z.strictObject({
  /** Runs of entries without a gap, first and last of each, in the order of recording. */
  runs: z.array(z.tuple([z.int(), z.int()])),
  entryCount: z.int(),
  newestOn: zBookDate,
  totals: z.array(zPeriodTotals)
})
export type Carried = Readonly<z.infer<typeof zCarried>>

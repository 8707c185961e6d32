import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { readDate } from '#shared/import/read-date.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import { parseAmount } from '#shared/money/parse-amount.ts'

/** Options as they are typed, turned into what a command works with. A message is an error code. */

export const zFile = z.string().min(1)

/** An amount as at the counter: `1250`, `1.5L`, `250+90*3`. */
export const zTypedAmount = z.string().transform((text, context): Minor => {
  const read = parseAmount(text)
  if (read.ok) return read.value
  context.addIssue({ code: 'custom', message: read.failure.code })
  return ZERO
})

/** A day: `2026-11-21` or `21-11-2026`. */
export const zTypedDay = z.string().transform((text, context): BookDate => {
  const day = readDate(text, 'dmy')
  if (day !== null) return day
  context.addIssue({ code: 'custom', message: 'calendar/not-a-date' })
  return z.NEVER
})

export const zTypedCount = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)

import { z } from 'zod'
import { type BookDate, isBookDate } from '../calendar/book-date.ts'
import { MAX_BALANCE_MINOR, MAX_ENTRY_MINOR, type Minor } from '../money/money.ts'

/** A UUID that the caller made before the first try, so that a repeated command is seen to be the same. */
export const zId = z.uuid()

/** An amount in minor units, either sign, within what a balance may hold. */
export const zMinor = z
  .int()
  .min(-MAX_BALANCE_MINOR)
  .max(MAX_BALANCE_MINOR)
  .transform((value) => value as Minor)

/** A part of an entry: zero or more, at most what one entry may be. Messages are codes that `locales/` knows. */
export const zAmount = z
  .int({ error: 'money/not-a-number' })
  .min(0, { error: 'money/negative' })
  .max(MAX_ENTRY_MINOR, { error: 'money/too-large' })
  .transform((value) => value as Minor)

export const zBookDate = z
  .int()
  .refine((value) => isBookDate(value), { error: 'calendar/not-a-date' })
  .transform((value) => value as BookDate)

/** Free text of one line. */
export const zLine = (length: number) => z.string().max(length)

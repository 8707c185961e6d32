import { z } from 'zod'
import { type BookDate, isBookDate } from './book-date.ts'

/** A book date at a boundary: an integer yyyymmdd that is a real day. The message is an error code. */
export const zBookDate = z
  .int({ error: 'calendar/not-a-date' })
  .refine((value) => isBookDate(value), { error: 'calendar/not-a-date' })
  .transform((value) => value as BookDate)

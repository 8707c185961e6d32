// The scalars of long answers, each checked in one step. The schemas of what a person gives say what is wrong with it, in
// codes, and put it into shape; an answer is our own, in shape already, and is good or a fault of the program. In a page of
// five hundred lines that is half of what its check costs.
import { z } from 'zod'
import { type BookDate, isBookDate } from '#shared/calendar/book-date.ts'
import { MAX_BALANCE_MINOR, type Minor } from '#shared/money/money.ts'

const isBalance = (value: number): boolean => Number.isSafeInteger(value) && Math.abs(value) <= MAX_BALANCE_MINOR
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

export const zAnswerMinor = z.number().refine(isBalance) as unknown as z.ZodType<Minor>
export const zAnswerDate = z.number().refine(isBookDate) as unknown as z.ZodType<BookDate>
export const zAnswerId = z.string().refine((text) => UUID.test(text))

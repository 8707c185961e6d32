import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { EXPENSE_PLACES, zRecurringExpense } from '#shared/expenses/recurring-expense.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { command, query } from './endpoint.ts'
import { zEntryView } from './views.ts'

const period = z.string().regex(/^\d{6,8}$/)

/** Expenses that come again. */
export const recurringEndpoints = {
  /** What was laid down, and what of it is due up to today. */
  'recurring.list': query(
    z.strictObject({}),
    z.strictObject({
      expenses: z.array(zRecurringExpense.extend({ id: zId })),
      due: z.array(z.strictObject({ id: zId, period: z.string(), dueOn: zBookDate }))
    })
  ),
  /** Lays one down or changes it; null takes it away. */
  'recurring.put': command(z.strictObject({ id: zId, expense: zRecurringExpense.nullable() }), z.strictObject({})),
  /** `id` is that of the entry. */
  'recurring.pay': command(
    z.strictObject({
      id: zId,
      recurringId: zId,
      period,
      amountMinor: zAmount,
      /** From where it was paid this time; null: from where it was laid down. */
      place: z.enum(EXPENSE_PLACES).nullable().default(null)
    }),
    z.strictObject({ outcome: z.enum(['recorded', 'exists']), entry: zEntryView })
  ),
  'recurring.skip': command(z.strictObject({ recurringId: zId, period, reason: zLine(200) }), z.strictObject({}))
}

import { useCallback, useMemo } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RecurringExpense } from '#shared/expenses/recurring-expense.ts'

/** The names of the days of the week, Sunday first. */
export function useDayNames(): readonly string[] {
  const t = useText()
  return useMemo(
    () => [
      t('common:weekday.sun'),
      t('common:weekday.mon'),
      t('common:weekday.tue'),
      t('common:weekday.wed'),
      t('common:weekday.thu'),
      t('common:weekday.fri'),
      t('common:weekday.sat')
    ],
    [t]
  )
}

/** When an expense comes again, in words. */
export function useTimeWords(): (every: RecurringExpense['every']) => string {
  const t = useText()
  const dayNames = useDayNames()
  return useCallback(
    (every) =>
      every.unit === 'month'
        ? t('closing:recurring.monthly', { day: every.day })
        : t('closing:recurring.weekly', { day: dayNames[every.weekday] ?? '' }),
    [t, dayNames]
  )
}

import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type BookDate, formatBookDate, isBookDate } from '#shared/calendar/book-date.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { minor } from '#shared/money/money.ts'
import { formatAmount } from './amounts.ts'
import type { TextParams, Translate } from './locale-parts.ts'

/** The one way to a visible text: `t('part:key')`. The component is drawn anew when the language changes. */
export function useText(): Translate {
  const { t, i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new language must give a new function.
  return useCallback((key, params) => t(key as never, params as never) as unknown as string, [t, i18n.language])
}

/** Says a coded failure in the user's words: what happened, what is safe, what to do. */
export function useFailureText(): (failure: Failure) => string {
  const t = useText()
  return useMemo(() => (failure: Failure) => t(`errors:${failure.code}`, readable(failure.params ?? {})), [t])
}

/** Parameters as people read them: `limitMinor` as an amount, `bookOn` as a date, the rest as it is. */
export function readable(params: TextParams): TextParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value]
      if (name.endsWith('Minor')) return [name, formatAmount(minor(value))]
      if (name.endsWith('On') && isBookDate(value)) return [name, formatBookDate(value as BookDate)]
      return [name, value]
    })
  )
}

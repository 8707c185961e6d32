import { formatAmount } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { absolute, type Minor } from '#shared/money/money.ts'

/** `short 10.00`, `over 5.00` or `exact`. */
export function differenceText(t: Translate, overShortMinor: Minor): string {
  if (overShortMinor === 0) return t('closing:exact')
  const amount = formatAmount(absolute(overShortMinor))
  return overShortMinor > 0 ? t('closing:over', { amount }) : t('closing:short', { amount })
}

/** The same of a Z or a shift, which may never have been counted. */
export const endedText = (t: Translate, ended: { countId: string | null; overShortMinor: Minor }): string =>
  ended.countId === null ? t('closing:uncounted.word') : differenceText(t, ended.overShortMinor)

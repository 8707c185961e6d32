import { currencySign, groupWhole, isIndian } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { CountField, SumField } from './count-draft.ts'

/** What a box of the count is for: rupees by their name, other money by its sign. */
export function boxName(t: Translate, field: CountField): string {
  if (field.unit === 'money') return sumName(t, field.id)
  const isNote = field.of === 'note'
  if (isIndian()) return t(isNote ? 'closing:count.noteTimes' : 'closing:count.coinTimes', { value: field.value })
  const piece = { sign: currencySign(), value: groupWhole(field.value) }
  return t(isNote ? 'closing:count.abroad.noteTimes' : 'closing:count.abroad.coinTimes', piece)
}

export const sumName = (t: Translate, id: SumField): string =>
  isIndian() ? t(`closing:count.${id}`) : t(`closing:count.abroad.${id}`, { sign: currencySign() })

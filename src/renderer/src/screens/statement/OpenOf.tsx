import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { OpenItemView } from '#shared/contract/credit-endpoints.ts'
import { absolute } from '#shared/money/money.ts'

/** What of a line is still open, and when it is due or was promised. */
export function OpenOf({ item }: { readonly item: OpenItemView | null }) {
  const t = useText()
  if (item === null) return ''
  const { dueOn, promisedOn, isUnsettled } = item
  const openMinor = absolute(item.openMinor)
  if (isUnsettled) return t('credit:open.unsettled', readable({ openMinor }))
  if (promisedOn !== null) return t('credit:open.promised', readable({ openMinor, promisedOn }))
  return t('credit:open.due', readable({ openMinor, dueOn }))
}

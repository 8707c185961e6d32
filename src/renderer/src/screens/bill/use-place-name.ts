import { useCallback } from 'react'
import type { TextKey } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { STATES } from '#renderer/shop/places.ts'
import { ABROAD } from '#shared/tax/place-of-supply.ts'

/** What the language calls a place of the tax scheme; places that no state is, by their code. */
export function usePlaceName(): (code: string) => string {
  const t = useText()
  return useCallback(
    (code) => {
      if (code === ABROAD) return t('bill:place.abroad')
      return Object.hasOwn(STATES, code) ? t(`first-run:state.${code}` as TextKey) : code
    },
    [t]
  )
}

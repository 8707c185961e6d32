import { useMemo } from 'react'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { BillWarning } from '#shared/sales/bill-warnings.ts'
import { usePlaceName } from './use-place-name.ts'

/** What a bill warns of, in the words of the screen. */
export function useWarningText(): (warning: Pick<BillWarning, 'rail' | 'params'>) => string {
  const t = useText()
  const placeName = usePlaceName()
  return useMemo(
    () => (warning) => {
      const { place, own, ...params } = warning.params
      const places = place === undefined ? {} : { place: placeName(String(place)), own: placeName(String(own)) }
      return t(`bill:rail.${warning.rail}`, readable({ ...params, ...places }))
    },
    [t, placeName]
  )
}

import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { NearCounterView } from '#shared/contract/lan-endpoints.ts'

/** How a counter in the shop's own network stands, in words. */
export function useNearWords(): (counter: NearCounterView) => string {
  const t = useText()
  return ({ spokenAt, trouble }) => {
    if (trouble !== null) return t(`cloud:lan.trouble.${trouble}`)
    return spokenAt === null ? t('cloud:lan.notYet') : t('cloud:lan.spoken', { time: dayAndClockText(spokenAt) })
  }
}

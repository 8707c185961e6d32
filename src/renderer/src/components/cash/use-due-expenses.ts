import { useEffect } from 'react'
import { listen } from '#renderer/app-api.ts'
import { useIsInSight } from '#renderer/navigation/navigation.tsx'
import { atRest } from '#renderer/shop/at-rest.ts'
import { useLive } from '#renderer/shop/use-live.ts'

/** Nobody waits for it: an entry comes first. */
const REST_MS = 1_000
const NO_EVENTS = [] as const

/** How many expenses are due and neither paid nor left out: read while the screen is in sight, and once the book rests. */
export function useDueExpenses(): number {
  const isInSight = useIsInSight()
  const { value, readAgain } = useLive('recurring.list', isInSight ? {} : null, NO_EVENTS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `readAgain` is another function in every picture, and asks the same.
  useEffect(() => {
    if (!isInSight) return
    const news = atRest(readAgain, REST_MS)
    const stop = listen('ledger.changed', news.tell)
    return () => {
      news.stop()
      stop()
    }
  }, [isInSight])
  return value?.due.length ?? 0
}

import { useEffect } from 'react'
import { listen } from '#renderer/app-api.ts'
import { useIsInSight } from '#renderer/navigation/navigation.tsx'
import { atRest } from '#renderer/shop/at-rest.ts'
import { useLive } from '#renderer/shop/use-live.ts'

const REST_MS = 500
const NO_EVENTS = [] as const

/**
 * What no reference decides. Working it out holds every open payment against the lines of three months, so it is read only while
 * the screen is in sight, when it comes into sight, and once the book rests.
 */
export function useReview() {
  const isInSight = useIsInSight()
  const review = useLive('payment.review', isInSight ? {} : null, NO_EVENTS)
  const { readAgain } = review
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
  return review
}

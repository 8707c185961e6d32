import type { PaymentMatcher, PlanAsked, PlannedLines } from '#main/app/plan-statement.ts'
import type { Output } from '#shared/contract/contract.ts'
import { readingThread } from './reading-thread.ts'

export type MatchAsked = { readonly ask: 'review' } | { readonly ask: 'plan'; readonly plan: PlanAsked }
export type MatchAnswered = Output<'payment.review'> | PlannedLines

/** Payments held against lines of statements, on a thread that only reads. */
export interface PaymentThread extends PaymentMatcher {
  review(): Promise<Output<'payment.review'>>
  close(): Promise<void>
}

/** Twenty thousand lines with all that comes into question take about a fifth of it. */
const MEMORY_MB = 512

/**
 * @param script `payment-worker.ts` in the source tree, `payment-worker.js` beside the main script in the built app.
 * @param file the book that is open now.
 */
export function paymentThread(script: URL, file: () => string | null): PaymentThread {
  const thread = readingThread<MatchAsked, MatchAnswered>({ script, file, name: 'payments', memoryMb: MEMORY_MB })
  return {
    review: () => thread.ask({ ask: 'review' }) as Promise<Output<'payment.review'>>,
    plan: (plan) => thread.ask({ ask: 'plan', plan }) as Promise<PlannedLines>,
    close: thread.close
  }
}

import type { EntryKind } from './entry-kind.ts'

/**
 * What is known of a UPI payment. A QR gives no answer back: `waiting` is asked for, `claimed` is the cashier's word,
 * `proved` is a bank's or gateway's. It only ever moves forward.
 */
export const UPI_STATES = ['waiting', 'claimed', 'proved'] as const
export type UpiState = (typeof UPI_STATES)[number]

/** A QR gives no answer back: what came by UPI with a sale or a payment is waited for until somebody says or proves it. */
export const isWaitedFor = (kind: EntryKind, upiMinor: number): boolean =>
  (kind === 'sale' || kind === 'got') && upiMinor > 0

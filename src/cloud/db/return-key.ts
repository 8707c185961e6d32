import { RETURN_KINDS, type ReturnKind } from '#shared/sync/link-wire.ts'

/** What a refund or a dispute stands under beside the payments: what it is and the gateway's number of it. No payment's own number has a blank. */
export const returnKey = (what: ReturnKind, id: string): string => `${what} ${id}`

/** What stands under a key: a return, or null for a payment. */
export const returnOf = (key: string): ReturnKind | null =>
  RETURN_KINDS.find((what) => key.startsWith(`${what} `)) ?? null

import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import { command, query } from './endpoint.ts'
import { zFailure } from './views.ts'

/** How a counter in the shop's own net stands: `spokenAt` in milliseconds since 1970, null before the first exchange. */
export const zNearCounter = z.strictObject({
  deviceNo: z.int().nullable(),
  /** Empty while it is not known who is at the address. */
  name: z.string(),
  address: z.string(),
  spokenAt: z.int().nullable(),
  trouble: z.enum(['away', 'silent', 'foreign', 'unknown', 'busy', 'clock']).nullable()
})
export type NearCounterView = z.infer<typeof zNearCounter>

export const zLanState = z.strictObject({
  /** Without an account there is nobody to speak to, and it cannot be turned on. */
  hasAccount: z.boolean(),
  isOn: z.boolean(),
  isListening: z.boolean(),
  port: z.int(),
  addresses: z.array(z.string()),
  trouble: zFailure.nullable(),
  counters: z.array(zNearCounter)
})
export type LanState = z.infer<typeof zLanState>

/** Counters of one shop in one net, past the cloud. */
export const lanEndpoints = {
  'lan.state': query(z.strictObject({}), zLanState),
  /** Fails with `sync/off`, `lan/port` and `lan/address`. */
  'lan.choose': command(
    z.strictObject({ isOn: z.boolean(), port: z.int(), addresses: z.array(zLine(60)).max(16) }),
    zLanState
  ),
  /** Speaks with all that are known, now. */
  'lan.now': command(z.strictObject({}), zLanState)
} as const

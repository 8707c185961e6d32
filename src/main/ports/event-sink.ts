import type { EventName } from '#shared/contract/channels.ts'
import type { EventPayload } from '#shared/contract/contract.ts'

/** Tells every window what happened without being asked. Never throws; without a window nobody hears it. */
export type EventSink = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

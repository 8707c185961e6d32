import type { Bridge } from '#shared/contract/bridge.ts'
import { callAddress, eventAddress } from '#shared/contract/bridge.ts'
import { CHANNELS, EVENTS, type EventName } from '#shared/contract/channels.ts'

/** The part of `ipcRenderer` that the bridge stands on. */
export interface Wire {
  invoke(address: string, input: unknown): Promise<unknown>
  on(address: string, listener: (event: unknown, payload: unknown) => void): unknown
  removeListener(address: string, listener: (event: unknown, payload: unknown) => void): unknown
}

/**
 * The frozen object that a page gets. Every address on the wire is fixed here, so that a page can reach what the
 * contract names and nothing else; what it passes is checked in main, not here.
 */
export function buildBridge(wire: Wire): Bridge {
  const groups: Record<string, Record<string, unknown>> = {}
  for (const channel of CHANNELS) {
    const [group = '', verb = ''] = channel.split('.')
    const address = callAddress(channel)
    groups[group] ??= {}
    groups[group][verb] = async (input: unknown = {}) => {
      try {
        return await wire.invoke(address, input)
      } catch {
        // Only what cannot be cloned, or a main process that is going away, comes here: main itself never throws.
        return { ok: false, failure: { code: 'app/unexpected' } }
      }
    }
  }
  const on = (name: EventName, listener: (payload: unknown) => void) => {
    if (!EVENTS.includes(name)) return () => {}
    const address = eventAddress(name)
    // The event itself holds a handle to the wire: only the payload goes on.
    const relay = (_event: unknown, payload: unknown) => listener(payload)
    wire.on(address, relay)
    return () => {
      wire.removeListener(address, relay)
    }
  }
  for (const group of Object.values(groups)) Object.freeze(group)
  return Object.freeze({ ...groups, on }) as unknown as Bridge
}

import { describe, expect, it } from 'vitest'
import { CHANNELS } from '#shared/contract/channels.ts'
import { buildBridge, type Wire } from '../../src/preload/build-bridge.ts'

type Listener = (event: unknown, payload: unknown) => void

/** The wire as a list of what went over it. */
function recordingWire() {
  const calls: { address: string; input: unknown }[] = []
  const listeners = new Map<string, Set<Listener>>()
  const wire: Wire = {
    async invoke(address, input) {
      calls.push({ address, input })
      return { ok: true, value: null }
    },
    on: (address, listener) => listeners.set(address, (listeners.get(address) ?? new Set()).add(listener)),
    removeListener: (address, listener) => listeners.get(address)?.delete(listener)
  }
  const send = (address: string, payload: unknown) => {
    for (const listener of listeners.get(address) ?? []) listener({ sender: wire }, payload)
  }
  return { calls, listeners, send, wire }
}

const methodsOf = (bridge: object) =>
  Object.entries(bridge).flatMap(([group, methods]) =>
    typeof methods === 'function' ? [group] : Object.keys(methods).map((verb) => `${group}.${verb}`)
  )

describe('the bridge', () => {
  it('has exactly the channels, and on', () => {
    expect(methodsOf(buildBridge(recordingWire().wire)).sort()).toEqual([...CHANNELS, 'on'].sort())
  })

  it('is frozen all the way down', () => {
    const bridge = buildBridge(recordingWire().wire)
    expect(Object.isFrozen(bridge)).toBe(true)
    for (const group of Object.values(bridge)) if (typeof group === 'object') expect(Object.isFrozen(group)).toBe(true)
  })

  it('sends each call to the address of its own channel', async () => {
    const { calls, wire } = recordingWire()
    const bridge: object = buildBridge(wire)
    for (const channel of CHANNELS) {
      const [group = '', verb = ''] = channel.split('.')
      const methods = Object.getOwnPropertyDescriptor(bridge, group)?.value
      await methods[verb]({ channel })
      expect(calls.at(-1)).toEqual({ address: `call:${channel}`, input: { channel } })
    }
  })

  it('needs no input where the endpoint has none', async () => {
    const { calls, wire } = recordingWire()
    await buildBridge(wire).app.state()
    expect(calls).toEqual([{ address: 'call:app.state', input: {} }])
  })

  it('answers a coded failure when the wire breaks', async () => {
    const broken: Wire = {
      ...recordingWire().wire,
      invoke: () => Promise.reject(new Error('An object could not be cloned.'))
    }
    expect(await buildBridge(broken).app.state()).toEqual({ ok: false, failure: { code: 'app/unexpected' } })
  })

  it('passes the payload of an event alone, until it is let go', () => {
    const { listeners, send, wire } = recordingWire()
    const heard: unknown[] = []
    const letGo = buildBridge(wire).on('print.changed', (...all) => heard.push(all))
    send('event:print.changed', { jobId: 'a' })
    letGo()
    send('event:print.changed', { jobId: 'b' })
    expect(heard).toEqual([[{ jobId: 'a' }]])
    expect([...(listeners.get('event:print.changed') ?? [])]).toEqual([])
  })

  it('hears no event that the contract does not name', () => {
    const { listeners, wire } = recordingWire()
    const bridge = buildBridge(wire) as unknown as { on(name: string, listener: () => void): () => void }
    bridge.on('call:app.state', () => {})()
    expect(listeners.size).toBe(0)
  })
})

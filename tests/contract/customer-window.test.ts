import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '#main/shell/trusted-sender.ts'
import { callAddress, eventAddress } from '#shared/contract/bridge.ts'
import { CHANNELS, EVENTS } from '#shared/contract/channels.ts'
import { CUSTOMER_CHANGED_ADDRESS, CUSTOMER_VIEW_ADDRESS } from '#shared/contract/customer-bridge.ts'
import type { Wire } from '../../src/preload/build-bridge.ts'
import { buildCustomerBridge } from '../../src/preload/build-customer-bridge.ts'

/** The wire as a list of what went over it. */
function recordingWire() {
  const addresses: string[] = []
  const inputs: unknown[] = []
  const listeners = new Map<string, (event: unknown, payload: unknown) => void>()
  const wire: Wire = {
    async invoke(address, input) {
      addresses.push(address)
      inputs.push(input)
      return null
    },
    on: (address, listener) => listeners.set(address, listener),
    removeListener: (address) => listeners.delete(address)
  }
  return { addresses, inputs, listeners, wire }
}

describe('the bridge of the customer’s window', () => {
  it('can look and be told, and is frozen', () => {
    const bridge = buildCustomerBridge(recordingWire().wire)
    expect(Object.keys(bridge)).toEqual(['view', 'onView'])
    expect(Object.isFrozen(bridge)).toBe(true)
  })

  it('says nothing, whatever the page passes to it', async () => {
    const { addresses, inputs, listeners, wire } = recordingWire()
    const bridge = buildCustomerBridge(wire)
    const view = bridge.view as (input: unknown) => Promise<unknown>
    await view({ channel: 'call:entry.record' })
    expect(addresses).toEqual([CUSTOMER_VIEW_ADDRESS])
    expect(inputs).toEqual([undefined])
    const heard: unknown[] = []
    const stop = bridge.onView((...all) => heard.push(all))
    expect([...listeners.keys()]).toEqual([CUSTOMER_CHANGED_ADDRESS])
    listeners.get(CUSTOMER_CHANGED_ADDRESS)?.({ sender: wire }, { stage: 1 })
    expect(heard).toEqual([[{ stage: 1 }]])
    stop()
    expect(listeners.size).toBe(0)
  })

  it('has no address of the counter’s wire, and the counter none of its', () => {
    const counters = [...CHANNELS.map(callAddress), ...EVENTS.map(eventAddress)]
    expect(counters).not.toContain(CUSTOMER_VIEW_ADDRESS)
    expect(counters).not.toContain(CUSTOMER_CHANGED_ADDRESS)
  })
})

describe('who may ask', () => {
  type Sender = Parameters<typeof isTrustedSender>[0]
  type Window = NonNullable<Parameters<typeof isTrustedSender>[1]>
  const counter = { webContents: { id: 1 }, isDestroyed: () => false } as unknown as Window
  const customer = { webContents: { id: 2 }, isDestroyed: () => false } as unknown as Window
  const from = (window: Window, url: string, parent: object | null = null) =>
    ({ sender: window.webContents, senderFrame: { url, parent } }) as unknown as Sender

  it.each([
    ['the counter its own', from(counter, 'app://counterbook/index.html'), counter, true],
    ['the customer’s window its own', from(customer, 'app://counterbook/customer.html'), customer, true],
    ['not the customer’s window the counter’s', from(customer, 'app://counterbook/customer.html'), counter, false],
    ['not under the counter’s page either', from(customer, 'app://counterbook/index.html'), counter, false],
    ['not the counter the customer’s', from(counter, 'app://counterbook/index.html'), customer, false],
    ['not a page from elsewhere', from(customer, 'https://example.com/customer.html'), customer, false],
    ['not a page inside the page', from(customer, 'app://counterbook/customer.html', {}), customer, false],
    ['nobody without a window', from(customer, 'app://counterbook/customer.html'), null, false]
  ])('%s', (_who, sender, window, isTrusted) => {
    expect(isTrustedSender(sender, window, null)).toBe(isTrusted)
  })
})

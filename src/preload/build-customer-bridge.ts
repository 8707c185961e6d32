import {
  CUSTOMER_CHANGED_ADDRESS,
  CUSTOMER_VIEW_ADDRESS,
  type CustomerBridge
} from '#shared/contract/customer-bridge.ts'
import type { Wire } from './build-bridge.ts'

/** The frozen object that the customer's page gets. It passes on nothing that the page says: there is no input at all. */
export function buildCustomerBridge(wire: Wire): CustomerBridge {
  return Object.freeze({
    async view() {
      try {
        return (await wire.invoke(CUSTOMER_VIEW_ADDRESS, undefined)) as Awaited<ReturnType<CustomerBridge['view']>>
      } catch {
        return null
      }
    },
    onView(listener: Parameters<CustomerBridge['onView']>[0]) {
      // The event itself holds a handle to the wire: only the view goes on.
      const relay = (_event: unknown, view: unknown) => listener(view as Parameters<typeof listener>[0])
      wire.on(CUSTOMER_CHANGED_ADDRESS, relay)
      return () => {
        wire.removeListener(CUSTOMER_CHANGED_ADDRESS, relay)
      }
    }
  })
}

import type { CustomerView } from '#shared/customer-view/customer-view.ts'

/**
 * `window.counterbookCustomer`: all that the customer's page has of the outside world. It can look and be told; there is
 * nothing that it could ask for or set. Apart from `bridge.ts`, so that neither preload carries a line of the other.
 */
export interface CustomerBridge {
  /** What to show now; null before the app knows. Never rejects. */
  readonly view: () => Promise<CustomerView | null>
  /** Hears each new view until the function that it answers is called. */
  readonly onView: (listener: (view: CustomerView) => void) => () => void
}

export const CUSTOMER_BRIDGE_NAME = 'counterbookCustomer'
/** The two names on the wire. They are no channels of the contract, and the counter's page does not have them. */
export const CUSTOMER_VIEW_ADDRESS = 'customer-window:view'
export const CUSTOMER_CHANGED_ADDRESS = 'customer-window:changed'

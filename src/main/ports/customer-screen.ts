import type { CustomerScreenState } from '#shared/contract/customer-endpoints.ts'
import type { CustomerView } from '#shared/customer-view/customer-view.ts'

/** The second window, and where it stands. What this PC has chosen is kept with the PC, not in the ledger. */
export interface CustomerScreen {
  /** Shows a view, at once or when the display is there again. Never throws and never waits. */
  show(view: CustomerView): void
  state(): CustomerScreenState
  /** Fails with `display/not-found` for a key that no display here has. Null keeps the display that was chosen. */
  choose(change: { readonly isOn: boolean; readonly displayKey: string | null }): CustomerScreenState
  /** Shows for a few seconds on each display which number it has in the list. */
  identify(): void
}

/** For places without a screen. */
export const noCustomerScreen: CustomerScreen = {
  show() {},
  state: () => ({ isOn: false, reason: 'off', displays: [], remembered: null }),
  choose: () => noCustomerScreen.state(),
  identify() {}
}

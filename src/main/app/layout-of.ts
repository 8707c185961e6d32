import { type ReceiptLayout, withoutLogo } from '#shared/receipt/receipt-layout.ts'
import type { Settings } from '#shared/settings/settings.ts'

/** How the shop's papers are laid out. Without a logo no line is drawn under the place where it would be. */
export const layoutOf = ({ receiptLayout, receiptLogo }: Settings): ReceiptLayout =>
  receiptLogo === null ? withoutLogo(receiptLayout) : receiptLayout

import { z } from 'zod'
import { PAYMENT_SCHEMES, zPaymentQr } from '#shared/payment-qr/payment-scheme.ts'
import { command, query } from './endpoint.ts'

/** A QR holds at most 4,296 letters. */
const LONGEST_SCANNED = 8000

/** What a scanned payment code says, and the settings that it makes. */
export const zSticker = z.strictObject({
  scheme: z.enum(PAYMENT_SCHEMES),
  address: z.string(),
  name: z.string(),
  merchantCode: z.string(),
  upiAddress: z.string(),
  paymentQr: zPaymentQr
})

export const paymentEndpoints = {
  /** The text of a code that the camera saw. Nothing is stored. */
  'payment.readSticker': query(z.strictObject({ text: z.string().max(LONGEST_SCANNED) }), zSticker),
  /** The code in a picture that the person chooses in the system's dialog; null when it was left. Nothing is stored. */
  'payment.chooseSticker': command(z.strictObject({}), zSticker.nullable()),
  /** The camera may be used from now on, or no longer. It is closed by itself after a while, and when the page goes. */
  'payment.camera': command(z.strictObject({ isOpen: z.boolean() }), z.strictObject({}))
}

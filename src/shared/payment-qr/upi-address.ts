import { fail, ok, type Result } from '#shared/kernel/result.ts'

const LONGEST = 255

/**
 * A UPI address as it goes into a QR: `name@handle`, exactly one `@`, blanks around it cut off.
 * Fails with `payment-qr/address-invalid` (field `upiAddress`).
 */
export function parseUpiAddress(typed: string): Result<string> {
  const address = typed.trim()
  const isValid =
    address.length <= LONGEST && /^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]$/.test(address)
  return isValid
    ? ok(address)
    : fail('payment-qr/address-invalid', { address: address.slice(0, LONGEST) }, 'upiAddress')
}

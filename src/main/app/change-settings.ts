import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { checkPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { parseUpiAddress } from '#shared/payment-qr/upi-address.ts'
import type { SettingName, Settings, SettingsChange } from '#shared/settings/settings.ts'
import { checkGstin } from '#shared/tax/gstin.ts'
import { type Book, stampOf } from './book.ts'

/** Changes the fields named, in one transaction; each is journalled, so that its history is kept. */
export function changeSettings(book: Book, change: SettingsChange): Settings {
  const current = book.settings()
  const isIndian = book.shop().currency === 'INR'
  const asked = {
    ...change,
    ...(change.upiAddress ? { upiAddress: orThrow(parseUpiAddress(change.upiAddress)) } : {}),
    ...(change.shopGstin && isIndian ? { shopGstin: orThrow(checkGstin(change.shopGstin)) } : {})
  }
  if (asked.paymentQr) {
    orThrow(checkPaymentQr(asked.paymentQr, asked.upiAddress ?? current.upiAddress, book.shop().currency))
  }
  const changed = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(current[name as SettingName])
  ) as [SettingName, Json][]
  if (changed.length > 0) {
    const stamp = stampOf(book)
    book.store.transact(() => putSettingsWithin(book, Object.fromEntries(changed), stamp))
    book.committed({ settings: true })
  }
  return book.settings()
}

/** Stores settings inside a transaction that is already open. */
export function putSettingsWithin(book: Pick<Book, 'store'>, change: SettingsChange, stamp: Stamp): void {
  const fields = Object.entries(change) as [SettingName, Json][]
  const op = book.store.journal.append('settings.change', stamp, Object.fromEntries(fields))
  for (const [name, value] of fields) book.store.shop.putSetting(name, value, op)
}

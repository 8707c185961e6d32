import type { Clock } from '#main/ports/clock.ts'
import type { LedgerStore, Stamp } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import { VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { putSettingsWithin } from './change-settings.ts'
import type { JoinedShop } from './found-joined.ts'
import { chartWithin } from './found-shop.ts'

/** Of whose counter a copy is: two letters that no series bears. */
const NOBODYS_CODE = '--'

/** Puts a shop into an empty file that becomes a copy of its book: its identity and the accounts that every book has, and no counter's own things. */
export function foundCopy(
  { store, newId }: { readonly store: LedgerStore; newId(): string },
  shop: { readonly shopId: string; readonly currency: JoinedShop['currency']; readonly createdAt: number }
): void {
  const { shopId, currency, createdAt } = shop
  const stamp: Stamp = { atMs: createdAt, offsetMinutes: 0, person: '' }
  store.transact(() => {
    const identity = { shopId, deviceId: newId(), counterCode: NOBODYS_CODE, currency, isSample: false, createdAt }
    store.shop.create(identity)
    store.journal.append('shop.open', stamp, { counter: NOBODYS_CODE, currency, id: shopId, sample: false })
    chartWithin({ store }, stamp)
  })
}

/** A counter begins in a copy of the shop's book: with a code, a language and printers of its own, as if it had taken every change itself. */
export function succeedInCopy(
  ground: {
    readonly store: LedgerStore
    readonly clock: Clock
    readonly randomness: Randomness
    readonly texts: LocaleTexts
  },
  joined: Omit<JoinedShop, 'isSample'>
): void {
  const { store, clock, randomness, texts } = ground
  const { shopId, currency, counterCode, counterName, language } = joined
  const now = clock.now()
  const stamp: Stamp = { atMs: now.epochMs, offsetMinutes: now.offsetMinutes, person: '' }
  store.transact(() => {
    const says = { at: now.epochMs, counter: counterCode, currency, id: shopId, sample: false }
    store.journal.append('shop.open', stamp, says)
    store.shop.succeed({ shopId, deviceId: randomness.newId(), counterCode, createdAt: now.epochMs })
    const printers = [{ ...VIRTUAL_PRINTER, name: texts.receipt(language)('screenPrinter') }]
    putSettingsWithin(ground, { language, counterName, printers }, stamp)
  })
}

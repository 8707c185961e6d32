import type { Clock } from '#main/ports/clock.ts'
import type { LedgerStore, Stamp } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Currency } from '#shared/money/currency.ts'
import { VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import type { Language } from '#shared/settings/settings.ts'
import { putSettingsWithin } from './change-settings.ts'
import { chartWithin } from './found-shop.ts'

export interface JoinedShop {
  readonly shopId: string
  readonly currency: Currency
  readonly isSample: boolean
  readonly counterCode: string
  readonly counterName: string
  readonly language: Language
}

/**
 * Puts a shop that other counters know into an empty file, as one more counter of it: its identity and what belongs to this counter
 * alone. Everything else comes from the others.
 */
export function foundJoined(
  ground: {
    readonly store: LedgerStore
    readonly clock: Clock
    readonly randomness: Randomness
    readonly texts: LocaleTexts
  },
  joined: JoinedShop
): void {
  const { store, clock, randomness, texts } = ground
  const now = clock.now()
  const stamp: Stamp = { atMs: now.epochMs, offsetMinutes: now.offsetMinutes, person: '' }
  const { shopId, currency, isSample, counterCode, counterName, language } = joined
  store.transact(() => {
    const shop = { shopId, deviceId: randomness.newId(), counterCode, currency, isSample, createdAt: stamp.atMs }
    store.shop.create(shop)
    store.journal.append('shop.open', stamp, { counter: counterCode, currency, id: shopId, sample: isSample })
    chartWithin(ground, stamp)
    const printers = [{ ...VIRTUAL_PRINTER, name: texts.receipt(language)('screenPrinter') }]
    putSettingsWithin(ground, { language, counterName, printers }, stamp)
  })
}

import type { Clock } from '#main/ports/clock.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Language } from '#shared/settings/settings.ts'
import { foundShop } from './found-shop.ts'

interface Ground {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly texts: LocaleTexts
}

/** Fills an empty file with a shop to try things on. */
export function fillSampleShop(store: LedgerStore, language: Language, ground: Ground): void {
  foundShop(
    { ...ground, store },
    {
      id: ground.randomness.newId(),
      language,
      shopName: 'Sharma Traders',
      shopPlace: 'Karol Bagh, Delhi',
      shopState: 'DL',
      trade: 'grocery',
      upiAddress: 'sharmatraders@examplebank',
      openingCashMinor: 200_000 as never,
      personName: 'Ravi'
    },
    true
  )
}

import type { Currency } from '#shared/money/currency.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { placeOf, registrationOf } from '#shared/tax/place-of-supply.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { BillShop } from './bill-context.ts'

/** The shop as its bills need it. Where no state was chosen, its GSTIN tells it: its first two digits are the state's code. */
export const billShopOf = (
  settings: Pick<Settings, 'shopState' | 'shopGstin' | 'taxRegistration'>,
  scheme: TaxScheme,
  currency: Currency
): BillShop => ({
  state: placeOf(scheme, settings.shopState)?.code ?? placeOf(scheme, settings.shopGstin.slice(0, 2))?.code ?? '',
  registration: registrationOf(settings),
  currency
})

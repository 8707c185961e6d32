import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { type CounterNames, readHead, readSettings } from '#cloud/db/owner-reads.ts'
import { devicesOf, readAccount, SERVER_DEVICE_NO } from '#cloud/db/stores/account-store.ts'
import { languageOf, type OwnerTexts, ownerTexts } from '#cloud/pages/owner-texts.ts'
import type { OwnerShop } from '#cloud/pages/owner-views.ts'
import { bookDateAt } from '#shared/calendar/shop-clock.ts'
import { CURRENCY_CODES, type Currency } from '#shared/money/currency.ts'
import { type PaymentQr, UPI_ALONE, zPaymentQr } from '#shared/payment-qr/payment-scheme.ts'
import type { Cloud } from './cloud.ts'
import { followJournal } from './follow-journal.ts'

/** A shop before there is an entry that tells its time zone: India's. */
const HOME_OFFSET_MINUTES = 330

/** How amounts of a currency are written that this server does not know: two digits, by thousands. Its sign is never shown for it. */
const UNKNOWN_CURRENCY: Currency = 'SGD'

/** What every page of a shop begins with. */
export interface ShopPage {
  readonly shop: OwnerShop
  readonly texts: OwnerTexts
  readonly names: CounterNames
  readonly offsetMinutes: number
  readonly upi: { readonly address: string; readonly paymentQr: PaymentQr }
}

/** Brings the page up to date as far as a request may take, and reads within one transaction what it shows. */
export async function onShopPage<Value>(
  cloud: Cloud,
  accountId: string,
  read: (run: AccountTransaction, page: ShopPage) => Promise<Value>
): Promise<Value> {
  const isWhole = await followJournal(cloud.database, accountId)
  return cloud.database.withAccount(accountId, async (run) => read(run, await shopPage(cloud, run, accountId, isWhole)))
}

/** The shop's page as its tables stand. */
export async function shopPage(
  cloud: Cloud,
  run: AccountTransaction,
  accountId: string,
  isWhole = true
): Promise<ShopPage> {
  const head = await readHead(run, accountId)
  const settings = await readSettings(run, accountId)
  const account = await readAccount(run, accountId)
  const choice = await run
    .selectFrom('owner_choice')
    .select('language')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const texts = ownerTexts(languageOf(choice?.language, settings.ownerLanguage, settings.language))
  const devices = await devicesOf(run, accountId)
  const offsetMinutes = head?.offset_minutes ?? HOME_OFFSET_MINUTES
  const rollover = typeof settings.rolloverHour === 'number' ? settings.rolloverHour : 4
  const qr = zPaymentQr.safeParse(settings.paymentQr)
  const text = (value: unknown, otherwise = '') => (typeof value === 'string' && value !== '' ? value : otherwise)
  return {
    texts,
    offsetMinutes,
    names: (no) =>
      no === SERVER_DEVICE_NO
        ? texts.t('gateway')
        : devices.find((device) => device.device_no === no)?.counter_name || texts.t('counter', { no }),
    upi: { address: text(settings.upiAddress), paymentQr: qr.success ? qr.data : UPI_ALONE },
    shop: {
      name: text(settings.shopName, account?.shop_name ?? ''),
      place: text(settings.shopPlace),
      currency: CURRENCY_CODES.find((code) => code === head?.currency) ?? UNKNOWN_CURRENCY,
      currencyCode: head?.currency ?? '',
      today: bookDateAt({ epochMs: cloud.clock.nowMs(), offsetMinutes }, rollover),
      asOf: head?.received_at ? { atMs: head.received_at.getTime(), offsetMinutes } : null,
      isBuilding: !isWhole
    }
  }
}

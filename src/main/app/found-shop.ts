import type { Clock } from '#main/ports/clock.ts'
import type { LedgerStore, Stamp } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import { currentBookDate } from '#shared/calendar/shop-clock.ts'
import type { FirstRun } from '#shared/contract/app-endpoints.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import {
  type AccountCode,
  type AccountKind,
  DEFAULT_EXPENSE_HEADS,
  expenseAccount,
  SYSTEM_ACCOUNTS
} from '#shared/ledger/account.ts'
import { buildOpening } from '#shared/ledger/build-entry.ts'
import { COUNTRIES, HOME_COUNTRY } from '#shared/money/country.ts'
import { isPayable } from '#shared/money/currency.ts'
import { minor } from '#shared/money/money.ts'
import { counterCode } from '#shared/numbering/document-number.ts'
import { cleanName } from '#shared/parties/party.ts'
import { checkPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { UPI_ALONE, undetailed } from '#shared/payment-qr/payment-scheme.ts'
import { parseUpiAddress } from '#shared/payment-qr/upi-address.ts'
import { VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { defaultSettings, type Settings } from '#shared/settings/settings.ts'
import { putSettingsWithin } from './change-settings.ts'
import { addAccountWithin } from './keep-accounts.ts'

interface Ground {
  readonly store: LedgerStore
  readonly clock: Clock
  readonly randomness: Randomness
  readonly texts: LocaleTexts
}

/**
 * Puts a shop into an empty ledger file: identity, counter, chart of accounts, settings and opening cash, all in one
 * transaction. The same id again leaves the shop as it is.
 */
export function foundShop(ground: Ground, request: FirstRun, isSample: boolean): void {
  const { store, clock, randomness } = ground
  const existing = store.shop.read()
  if (existing !== null) {
    if (existing.shopId !== request.id) refuse('ledger/already-exists', { file: store.file })
    return
  }
  const { currency, scheme } = COUNTRIES[request.country ?? HOME_COUNTRY]
  const openingCash = minor(request.openingCashMinor)
  if (!isPayable(openingCash, currency)) refuse('money/too-many-decimals', {}, 'openingCashMinor')
  if (request.upiAddress.trim() !== '' && currency !== 'INR')
    refuse('payment-qr/other-currency', { currency }, 'upiAddress')
  const paymentQr = request.paymentQr ?? undetailed(scheme)
  const upiAddress = request.upiAddress.trim() === '' ? '' : orThrow(parseUpiAddress(request.upiAddress))
  orThrow(checkPaymentQr(paymentQr, upiAddress, currency))
  const now = clock.now()
  const stamp: Stamp = { atMs: now.epochMs, offsetMinutes: now.offsetMinutes, person: cleanName(request.personName) }
  const code = counterCode(randomness.newNumber())
  store.transact(() => {
    store.shop.create({
      shopId: request.id,
      deviceId: randomness.newId(),
      counterCode: code,
      currency,
      isSample,
      createdAt: stamp.atMs
    })
    store.journal.append('shop.open', stamp, {
      counter: code,
      currency,
      id: request.id,
      sample: isSample
    })
    chartWithin(ground, stamp)
    putSettingsWithin(ground, settingsOf({ ...request, upiAddress, paymentQr }, ground.texts), stamp)
    if (openingCash > 0) {
      store.entries.post(
        {
          ...buildOpening('cash', openingCash),
          id: randomness.newId(),
          number: '',
          bookOn: currentBookDate(now, defaultSettings().rolloverHour, null),
          occurredOn: null,
          text: '',
          note: '',
          periodNo: 1,
          reversesId: null,
          reason: ''
        },
        stamp
      )
    }
  })
}

function settingsOf(request: FirstRun, texts: LocaleTexts): Partial<Settings> {
  return {
    language: request.language,
    shopName: cleanName(request.shopName),
    shopPlace: cleanName(request.shopPlace),
    shopState: request.shopState,
    trade: request.trade,
    upiAddress: request.upiAddress,
    ...(request.paymentQr === undefined || request.paymentQr === UPI_ALONE ? {} : { paymentQr: request.paymentQr }),
    personName: cleanName(request.personName),
    printers: [{ ...VIRTUAL_PRINTER, name: texts.receipt(request.language)('screenPrinter') }]
  }
}

/** Adds the accounts that every ledger has, inside a transaction that is already open. */
export function chartWithin(ground: Pick<Ground, 'store'>, stamp: Stamp): void {
  for (const account of chart()) addAccountWithin(ground, account, stamp)
}

/** Every account that a new ledger has: those the code posts to, and the usual expense heads. Names come from `locales/`. */
function chart(): { code: AccountCode; kind: AccountKind; name: string }[] {
  const system = Object.entries(SYSTEM_ACCOUNTS).map(([code, kind]) => ({ code: code as AccountCode, kind, name: '' }))
  const heads = DEFAULT_EXPENSE_HEADS.map((head) => ({
    code: expenseAccount(head),
    kind: 'expense' as const,
    name: ''
  }))
  return [...system, ...heads]
}

import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { COUNTRY_CODES, HOME_COUNTRY } from '#shared/money/country.ts'
import { CURRENCY_CODES } from '#shared/money/currency.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { zPaymentQr } from '#shared/payment-qr/payment-scheme.ts'
import { LANGUAGES, zScreenSettingsChange, zSettings } from '#shared/settings/settings.ts'
import { command, query } from './endpoint.ts'
import { zFailure } from './views.ts'

const nothing = z.strictObject({})

/** The open ledger as the screen shows it. Its place is shown, never taken from the renderer. */
export const zLedgerInfo = z.strictObject({
  shopId: zId,
  file: z.string(),
  isSample: z.boolean(),
  counterCode: z.string(),
  /** What every amount of the ledger is in. */
  currency: z.enum(CURRENCY_CODES),
  createdAt: z.int()
})

export const zShopEntry = z.strictObject({
  /** Names the file in this install; not a path. */
  key: z.string(),
  name: z.string(),
  place: z.string(),
  file: z.string(),
  isSample: z.boolean(),
  isOpen: z.boolean(),
  lastOpenedAt: z.int().nullable(),
  failure: zFailure.nullable()
})

export const zFirstRun = z.strictObject({
  /** The shop's id, made by the screen. */
  id: zId,
  language: z.enum(LANGUAGES),
  shopName: zLine(120),
  shopPlace: zLine(120),
  /** Chooses the currency of the ledger, for ever. */
  country: z.enum(COUNTRY_CODES).default(HOME_COUNTRY),
  /** In India; empty elsewhere. */
  shopState: zLine(4),
  trade: zLine(40),
  upiAddress: zLine(255),
  /** What a scanned sticker said beside the address. */
  paymentQr: zPaymentQr.optional(),
  openingCashMinor: zAmount,
  personName: zLine(60)
})
export type FirstRun = z.input<typeof zFirstRun>

export const appEndpoints = {
  'app.state': query(
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      /** The language to begin with when no shop is open: the system's, if it is offered. */
      systemLanguage: z.enum(LANGUAGES),
      ledger: zLedgerInfo.nullable(),
      settings: zSettings.nullable(),
      /** Why the shop opened last could not be opened now. */
      trouble: zFailure.nullable(),
      shopCount: z.int()
    })
  ),
  'app.showFile': command(nothing, nothing),
  'shop.list': query(nothing, z.array(zShopEntry)),
  'shop.create': command(zFirstRun, zLedgerInfo),
  'shop.open': command(z.strictObject({ key: z.string() }), zLedgerInfo),
  /** Asks for a ledger file by the system's own dialog; null when the dialog was left. */
  'shop.openFile': command(nothing, zLedgerInfo.nullable()),
  'shop.trySample': command(z.strictObject({ language: z.enum(LANGUAGES) }), zLedgerInfo),
  'settings.read': query(nothing, zSettings),
  'settings.change': command(zScreenSettingsChange, zSettings),
  'ledger.verify': command(
    nothing,
    z.strictObject({
      isClean: z.boolean(),
      entryCount: z.int(),
      opCount: z.int(),
      /** The first bad row, in words of the file: table, row and what is wrong with it. */
      firstFault: z
        .strictObject({ check: z.string(), table: z.string(), row: z.string(), detail: z.string() })
        .nullable()
    })
  )
}

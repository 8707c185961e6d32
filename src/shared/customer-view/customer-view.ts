import { z } from 'zod'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { CURRENCY_CODES } from '#shared/money/currency.ts'
import { zAmount, zMinor } from '#shared/money/money-schema.ts'
import { LANGUAGES, THEMES } from '#shared/settings/settings.ts'
import { CUSTOMER_KINDS } from './customer-draft.ts'

/** A QR as its modules, row by row: `1` is dark. Without the quiet zone. */
export const zQrRows = z
  .array(
    z
      .string()
      .regex(/^[01]+$/)
      .max(177)
  )
  .min(21)
  .max(177)
export type QrRows = z.infer<typeof zQrRows>

const customer = { kind: z.enum(CUSTOMER_KINDS), customerName: z.string() }

/** Positive: the customer owes the shop. */
const zBalance = zMinor.nullable()

/**
 * What the customer's screen shows, in the order in which a sale goes. Objects are strict: what is not named here cannot
 * get out.
 */
export const zCustomerStage = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('idle') }),
  /** The bill grows while it is typed. */
  z.strictObject({
    name: z.literal('live'),
    ...customer,
    amountMinor: zAmount.nullable(),
    lines: z.array(z.strictObject({ text: z.string(), amountMinor: zAmount })),
    cashMinor: zAmount,
    changeMinor: zAmount,
    balanceMinor: zBalance
  }),
  /** An amount is asked for by UPI. Without an address of the shop, or for one that makes no QR, there are only words. */
  z.strictObject({
    name: z.literal('due'),
    ...customer,
    amountMinor: zAmount,
    /** What the bill comes to; the QR may ask for a part of it. */
    billMinor: zAmount,
    qr: zQrRows.nullable(),
    payeeAddress: z.string()
  }),
  /** What is known of the payment: the cashier's word, or a bank's. */
  z.strictObject({
    name: z.literal('paid'),
    ...customer,
    amountMinor: zAmount,
    step: z.enum(UPI_STATES).exclude(['waiting'])
  }),
  z.strictObject({
    name: z.literal('thanks'),
    ...customer,
    amountMinor: zAmount,
    paidMinor: zAmount,
    changeMinor: zAmount,
    balanceMinor: zBalance,
    /** What is known of a part that was paid by UPI; null when nothing was. */
    step: z.enum(UPI_STATES).nullable()
  })
])
export type CustomerStage = z.infer<typeof zCustomerStage>
export type StageName = CustomerStage['name']

/** Everything that the customer's window is ever told. */
export const zCustomerView = z.strictObject({
  language: z.enum(LANGUAGES),
  currency: z.enum(CURRENCY_CODES),
  theme: z.enum(THEMES),
  shopName: z.string(),
  shopPlace: z.string(),
  /** The shop's own words on the idle screen; empty for the greeting of the language. */
  message: z.string(),
  stage: zCustomerStage
})
export type CustomerView = z.infer<typeof zCustomerView>

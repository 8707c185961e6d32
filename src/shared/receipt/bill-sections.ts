import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Bill, BillParty } from '#shared/sales/bill.ts'
import { stateOfDelivery } from '#shared/sales/delivery.ts'
import type { BillFacts } from './bill-facts.ts'
import { billRemarkKeys, isTaxPaper, NOTE_REASON_KEYS } from './bill-titles.ts'
import { currencyOf, dateTime, pair, rule, shopBlocks, space, text } from './paper-blocks.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import type { ReceiptFacts } from './receipt-facts.ts'
import type { ReceiptLayout } from './receipt-layout.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'
import { said } from './said.ts'
import { stateName } from './state-names.ts'

/** Facts of a paper that has a bill. */
export type FactsWithBill = ReceiptFacts & { readonly bill: BillFacts }

/** Above this an unregistered buyer's address and state must be on the invoice. */
const ADDRESS_FROM_MINOR = 50_000_00

/** Blocks for rolls alone, or for sheets alone. */
export const only = (on: 'roll' | 'sheet', blocks: readonly ReceiptBlock[]): ReceiptBlock[] =>
  blocks.length === 0 ? [] : [{ type: 'beside', columns: [blocks], on }]

/** Who sells. Address, tax number and state of the shop are no choice on a paper that the law asks for. */
export function billShopBlocks(
  { shop, bill: { bill, shopAddress } }: FactsWithBill,
  layout: ReceiptLayout,
  t: Translate
) {
  const isTax = isTaxPaper(bill)
  const shown = { ...shop, place: shopAddress === '' ? shop.place : shopAddress }
  const plain: ReceiptLayout = {
    ...layout,
    hasShopPlace: layout.hasShopPlace || isTax,
    hasShopGstin: layout.hasShopGstin || isTax,
    headLines: []
  }
  const isAbroad = currencyOf(t) !== 'INR' && shop.gstin !== ''
  const { shopState, scheme } = bill.supply
  return [
    ...shopBlocks(shown, plain, t),
    ...text(isAbroad ? t('taxNumber', { number: shop.gstin }) : '', { align: 'center', size: 'small', maxLines: 1 }),
    ...text(scheme === 'in-gst' && shopState !== '' ? stateText(shopState, t) : '', { align: 'center', size: 'small' }),
    ...layout.headLines.flatMap((line) => text(line, { align: 'center', size: 'small', maxLines: 3 }))
  ]
}

const stateText = (code: string, t: Translate): string => t('state', { state: stateName(code), code })

/** What the paper is, its number and days, and which paper it belongs to. */
export function billTitleBlocks(facts: FactsWithBill, titleKey: ReceiptTextKey, t: Translate): ReceiptBlock[] {
  const { bill, origin, validUntil } = facts.bill
  const when = dateTime(facts.bookOn, facts.time, t)
  const happened = facts.occurredOn !== null && facts.occurredOn !== facts.bookOn ? facts.occurredOn : null
  const their = [bill.theirNumber, bill.theirDate === null ? '' : formatBookDate(bill.theirDate)].filter(Boolean)
  const reasonKey = NOTE_REASON_KEYS[bill.noteReason]
  return [
    ...text(said(t, titleKey), { align: 'center', size: 'large', weight: 'bold', maxLines: 2 }),
    ...billRemarkKeys(bill).flatMap((key) => text(said(t, key), { align: 'center', size: 'small' })),
    ...text(facts.number === '' ? '' : t('number', { number: facts.number }), { weight: 'bold', maxLines: 2 }),
    ...text(when),
    ...(happened === null ? [] : [pair(said(t, 'occurredOn'), formatBookDate(happened))]),
    ...(origin === null
      ? []
      : [
          pair(
            said(t, ORIGIN_KEYS[origin.kind]),
            t('numberAndDay', { number: origin.number, date: formatBookDate(origin.on) })
          )
        ]),
    ...(their.length === 0 ? [] : [pair(said(t, 'theirBill'), their.join(' · '))]),
    ...(reasonKey === null ? [] : text(t('reason', { reason: t(reasonKey) }), { size: 'small' })),
    ...(validUntil === null ? [] : [pair(said(t, 'validUntil'), formatBookDate(validUntil))])
  ]
}

const ORIGIN_KEYS: Readonly<Record<Bill['kind'], ReceiptTextKey>> = {
  sale: 'againstBill',
  purchase: 'againstBill',
  'sale-return': 'titleCreditNote',
  'purchase-return': 'titleDebitNote',
  quotation: 'titleQuotation',
  challan: 'titleChallan'
}

/** Who buys, with all that the law wants of him, and where the goods count as supplied. */
export function billPartyBlocks(
  facts: FactsWithBill,
  label: ReceiptTextKey,
  layout: ReceiptLayout,
  t: Translate
): ReceiptBlock[] {
  const { bill } = facts.bill
  const who = bill.party === null ? [] : buyerBlocks(bill, bill.party, label, layout, t)
  const where = [...deliveryBlocks(bill, t), ...supplyBlocks(bill, t)]
  if (who.length === 0 && where.length === 0) return []
  return [{ type: 'beside', columns: [who, where] }]
}

function buyerBlocks(
  bill: Bill,
  party: BillParty,
  label: ReceiptTextKey,
  layout: ReceiptLayout,
  t: Translate
): ReceiptBlock[] {
  const isTax = isTaxPaper(bill)
  const place = party.address === '' ? party.place : party.address
  const phone = layout.hasPartyPhone && party.phone !== '' ? t('phone', { phone: party.phone }) : ''
  const isDeliveredThere =
    isTax && party.gstin === '' && bill.totalMinor >= ADDRESS_FROM_MINOR && place !== '' && bill.deliveryAddress === ''
  const small = { size: 'small', maxLines: 4 } as const
  return [
    ...text(said(t, label), { size: 'small' }),
    ...text(party.name, { weight: 'bold', size: 'large' }),
    ...text(layout.hasPartyPlace || isTax ? place : '', small),
    ...text(bill.supply.scheme === 'in-gst' && party.state !== '' ? stateText(party.state, t) : '', small),
    ...text(isDeliveredThere ? said(t, 'deliveredThere') : '', small),
    ...text(phone, { size: 'small', maxLines: 1 }),
    ...text(gstinText(bill, party, t), { size: 'small', weight: 'bold', maxLines: 1 })
  ]
}

/** Where the goods go, with the state and its code, when that is not the buyer's own address. */
function deliveryBlocks(bill: Bill, t: Translate): ReceiptBlock[] {
  if (bill.deliveryAddress === '') return []
  const state = stateOfDelivery(bill)
  const small = { size: 'small', maxLines: 4 } as const
  return [
    ...text(said(t, 'deliveryAddress'), { size: 'small' }),
    ...text(bill.deliveryAddress, { weight: 'bold', maxLines: 5 }),
    ...text(bill.supply.scheme === 'in-gst' && state !== '' ? stateText(state, t) : '', small)
  ]
}

function gstinText({ supply }: Bill, { gstin }: BillParty, t: Translate): string {
  if (gstin === '') return ''
  return supply.scheme === 'in-gst' ? t('gstin', { gstin }) : t('taxNumber', { number: gstin })
}

function supplyBlocks(bill: Bill, t: Translate): ReceiptBlock[] {
  const { scheme, placeOfSupply, isReverseCharge } = bill.supply
  if (scheme !== 'in-gst' || bill.paper === 'bill' || bill.kind === 'quotation') return []
  const place = t('placeAndCode', { place: stateName(placeOfSupply), code: placeOfSupply })
  return [
    ...(placeOfSupply === '' ? [] : [pair(said(t, 'placeOfSupply'), place, 'regular', 'small')]),
    pair(said(t, 'reverseCharge'), t(isReverseCharge ? 'yes' : 'no'), isReverseCharge ? 'bold' : 'regular', 'small')
  ]
}

/** Where the money goes besides by a code. */
export const bankBlocks = ({ bankLines }: ReceiptLayout, t: Translate): ReceiptBlock[] =>
  bankLines.length === 0
    ? []
    : [
        ...text(said(t, 'bankDetails'), { size: 'small', weight: 'bold' }),
        ...bankLines.flatMap((line) => text(line, { size: 'small', maxLines: 3 }))
      ]

/** The words and the line under which the shop signs; who takes goods on a challan signs for them. */
export function billSignatureBlocks(facts: FactsWithBill, on: 'roll' | 'sheet', t: Translate): ReceiptBlock[] {
  const { bill } = facts.bill
  const line = (key: ReceiptTextKey) => [space('large'), rule('dashed'), ...text(said(t, key), { size: 'small' })]
  if (bill.kind === 'purchase') return line('signature')
  // A plain bill needs no signature, and a roll is short.
  if (on === 'roll' && bill.kind === 'sale' && bill.paper === 'bill') return []
  const isDeclared = on === 'sheet' && (isTaxPaper(bill) || bill.kind === 'purchase-return')
  return [
    ...(isDeclared ? text(said(t, 'declaration'), { size: 'small' }) : []),
    ...text(t('forShop', { shop: facts.shop.name }), { align: 'right', size: 'small', weight: 'bold', maxLines: 2 }),
    space('large'),
    ...text(said(t, 'authorisedSignatory'), { align: 'right', size: 'small' }),
    ...(bill.kind === 'challan' ? line('receivedGoods') : [])
  ]
}

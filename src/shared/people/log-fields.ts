import type { Item } from '#shared/items/item.ts'
import type { DefinitionKind } from '#shared/journal/definition-kinds.ts'
import type { FactBodies } from '#shared/journal/fact-bodies.ts'
import type { OpKind } from '#shared/journal/op.ts'
import type { Bill } from '#shared/sales/bill.ts'
import type { LogFormat } from './log-format.ts'
import type { LoggedNote } from './log-group.ts'
import { LOG_SETTINGS } from './log-setting-fields.ts'

export type LogFields = Readonly<Record<string, LogFormat>>
type Of<Body> = { readonly [Field in keyof Required<Body>]: LogFormat }

const ITEM: Of<Omit<Item, 'units' | 'prices'>> & LogFields = {
  ...{ id: 'hidden', name: 'bare', alias: 'text', code: 'text', barcodes: 'list', group: 'text', hsn: 'text' },
  ...{ taxRule: 'text', isTaxInPrice: 'flag', baseUnit: 'text', units: 'count', saleUnit: 'text', prices: 'prices' },
  ...{ purchaseRate: 'rate', retailPriceMinor: 'amount', keepsStock: 'flag', hasBatch: 'flag', hasExpiry: 'flag' },
  ...{ lowStock: 'quantity', isArchived: 'flag' }
}
const PARTY: LogFields = {
  ...{ id: 'hidden', name: 'hidden', kind: 'choice:partyKind', phone: 'text', place: 'text', alias: 'text' },
  ...{ address: 'text', state: 'text', gstin: 'text', taxKind: 'text', priceLevel: 'text', isArchived: 'flag' },
  at: 'hidden'
}

/** The bodies of facts that have no table of their own; amounts and parties that a column of the log shows are hidden. */
const FACTS: { readonly [Kind in keyof FactBodies & OpKind]: Of<FactBodies[Kind]> } = {
  'party.terms': {
    ...{ partyId: 'hidden', limitMinor: 'amount', creditDays: 'text', group: 'text', route: 'text' },
    ...{ language: 'language', consent: 'choice:consent', more: 'inner:terms' }
  },
  'party.merge': { partyId: 'hidden', intoId: 'party', afterEntryNo: 'hidden' },
  'party.unmerge': { partyId: 'hidden' },
  'entry.due': { entryId: 'entry', dueOn: 'day', promisedOn: 'day', isWithEntry: 'hidden', moved: 'hidden' },
  'entry.settle': { entryId: 'entry', way: 'choice:settleWay', against: 'charges', isWithEntry: 'hidden' },
  'entry.attach': {
    ...{ id: 'hidden', entryId: 'entry', sha256: 'hidden', name: 'text', mediaType: 'hidden', byteCount: 'hidden' }
  },
  'entry.detach': { id: 'attachment' },
  'plan.make': {
    ...{ id: 'hidden', partyId: 'hidden', side: 'choice:side', afterEntryNo: 'hidden', title: 'bare', parts: 'parts' },
    replacesId: 'hidden'
  },
  'plan.end': { id: 'plan', reason: 'text' },
  'slip.add': { id: 'hidden', name: 'bare', amountMinor: 'hidden', bookOn: 'day', at: 'hidden' },
  'slip.end': { id: 'slip', state: 'choice:slipState', entryId: 'entry', reason: 'text' },
  'statement.take': {
    ...{ id: 'hidden', source: 'text', fileName: 'bare', fromOn: 'day', toOn: 'day', at: 'hidden', lines: 'count' }
  },
  'payment.prove': { entryId: 'entry', fingerprint: 'hidden', reasons: 'reasons', at: 'hidden' },
  'payment.doubt': { entryId: 'entry', reason: 'text' },
  'message.make': {
    ...{ id: 'hidden', partyId: 'hidden', channel: 'choice:channel', purpose: 'choice:purpose', language: 'language' },
    ...{ to: 'text', text: 'text', amountMinor: 'hidden', more: 'hidden', at: 'hidden' }
  },
  'message.step': { id: 'message', state: 'choice:messageState', outcome: 'text', at: 'hidden' },
  'message.forget': { partyId: 'hidden', at: 'hidden' },
  'shift.open': {
    ...{ id: 'hidden', periodNo: 'text', person: 'bare', at: 'hidden', afterEntryNo: 'hidden', floatMinor: 'amount' }
  },
  'shift.end': { id: 'hidden', at: 'hidden', lastEntryNo: 'hidden', summary: 'inner:drawer' },
  'dayInvoice.make': {
    ...{ id: 'hidden', number: 'bare', periodNo: 'text', bookOn: 'day', totalMinor: 'hidden', details: 'hidden' },
    billIds: 'count'
  },
  // Said by the tables of definitions, by kind.
  'definition.put': { kind: 'hidden', key: 'hidden', body: 'hidden' },
  'other.keep': { deviceNo: 'hidden', k: 'hidden', t: 'hidden', u: 'bare', d: 'fact' }
}

/** How each field of each fact is said: a kind without its line does not compile, a field without one fails a test. */
export const LOG_FACTS: { readonly [Kind in OpKind]: LogFields } = {
  ...FACTS,
  'shop.open': { id: 'hidden', counter: 'text', currency: 'text', sample: 'flag' },
  'settings.change': LOG_SETTINGS,
  'account.add': { code: 'ownAccount', kind: 'hidden', name: 'hidden' },
  'party.add': PARTY,
  'party.change': PARTY,
  'entry.post': {
    ...{ id: 'hidden', entryNo: 'hidden', bookOn: 'hidden', reverses: 'entryNo', text: 'bare', note: 'bare' },
    reason: 'text'
  },
  'upi.mark': { at: 'hidden', entry: 'entry', id: 'hidden', state: 'choice:upiState' },
  'cash.count': {
    ...{ id: 'hidden', z: 'text', after: 'hidden', at: 'hidden', count: 'hidden', counted: 'hidden' },
    ...{ expected: 'amount', forgotten: 'day' }
  },
  'day.close': { after: 'hidden', view: 'inner:closing' },
  // Said by the tables of notes, by kind.
  'audit.note': { at: 'hidden', entry: 'entryNo', kind: 'hidden', details: 'hidden' },
  'item.add': ITEM,
  'item.change': ITEM,
  'price.set': { partyId: 'hidden', itemId: 'item', unit: 'text', rate: 'rate' },
  'bill.post': { at: 'hidden', on: 'hidden', number: 'bare', bill: 'inner:bill' },
  'bill.cancel': { at: 'hidden', bill: 'bill', id: 'hidden', on: 'day', reason: 'text' },
  'stock.adjust': {
    ...{ id: 'hidden', itemId: 'item', bookOn: 'day', at: 'hidden', reason: 'choice:stockReason', note: 'bare' },
    ...{ quantity: 'quantity', valueMinor: 'amount', batch: 'text', expiresOn: 'day' }
  }
}

/** What the owner laid down by name; `key` is the name it is known by, `value` a body that is no object. */
export const LOG_DEFINITIONS: { readonly [Kind in DefinitionKind]: LogFields } = {
  person: { key: 'hidden', name: 'bare', role: 'choice:role', isGone: 'flag' },
  'people-rule': { key: 'hidden', isOn: 'flag', lockMinutes: 'text', recovery: 'hidden' },
  'reminder-rule': {
    ...{ key: 'hidden', isOn: 'flag', beforeDays: 'text', isOnDue: 'flag', afterDays: 'text', everyDays: 'text' },
    mostAfter: 'text'
  },
  'message-text': {
    ...{ key: 'textKey', text: 'text', dltTemplateId: 'text', gatewayTemplateId: 'text', isPromotional: 'flag' }
  },
  'import-mapping': { key: 'text', kind: 'choice:importKind', mapping: 'changed', dateOrder: 'text' },
  'statement-mapping': { key: 'hidden', ruleId: 'text', columns: 'changed', dateOrder: 'text' },
  'payer-reference': { key: 'entry', value: 'text' },
  'payment-returned': {
    ...{ key: 'entry', on: 'day', amountMinor: 'amount', text: 'bare', fileName: 'text', periodNo: 'text' }
  },
  'not-the-payment': { key: 'entry', value: 'hidden' },
  'recurring-expense': {
    ...{ key: 'hidden', title: 'bare', accountCode: 'account', amountMinor: 'amount', place: 'choice:place' },
    ...{ every: 'dueDay', fromOn: 'day', isPaused: 'flag' }
  },
  'recurring-done': { key: 'expense', entryId: 'entry', reason: 'text' },
  report: {
    ...{ key: 'hidden', name: 'bare', query: 'hidden', period: 'hidden', every: 'choice:every', format: 'text' }
  },
  'report-made': { key: 'report', toOn: 'day' },
  'counter-key': { key: 'hidden', name: 'bare' },
  'late-entries': { key: 'hidden', zNo: 'text', entries: 'count', lines: 'hidden' }
}

const SECURITY: LogFields = { person: 'person', name: 'hidden' }
/** What an event says beside its kind. */
export const LOG_NOTES: { readonly [Kind in LoggedNote]: LogFields } = {
  'people-on': SECURITY,
  'people-off': SECURITY,
  'pin-set': SECURITY,
  locked: { person: 'hidden', why: 'choice:lockWhy' },
  unlocked: { person: 'hidden' },
  'wrong-pin': { name: 'bare', count: 'text' },
  'wrong-code': { name: 'bare', count: 'text' },
  recovered: SECURITY,
  'code-printed': {},
  'encryption-on': {},
  'encryption-off': {},
  'clock-back': { behindMs: 'minutes' },
  'guard-rail': { rail: 'choice:rail', limitMinor: 'amount', totalMinor: 'hidden' },
  'bill-rail': { bill: 'bill', warnings: 'rails' },
  pdf: { paper: 'choice:paper', id: 'hidden' },
  reprint: { job: 'hidden', paper: 'choice:paper', z: 'text', invoice: 'bare' },
  'bill-paper': { bill: 'bill', copy: 'text', job: 'hidden' },
  'print-moved': { job: 'hidden', paper: 'choice:paper', from: 'printer', to: 'printer', copy: 'text' },
  export: { way: 'text', files: 'list' }
}

const BILL: Of<Bill> = {
  ...{ id: 'hidden', kind: 'choice:billKind', party: 'hidden', lines: 'count', discount: 'hidden', charges: 'hidden' },
  ...{ grossMinor: 'hidden', discountMinor: 'amount', taxableMinor: 'hidden', taxes: 'hidden', taxSums: 'hidden' },
  ...{ roundOffMinor: 'hidden', totalMinor: 'hidden', paper: 'hidden', supply: 'hidden', deliveryAddress: 'text' },
  ...{ deliveryState: 'hidden', ofBillId: 'bill', noteReason: 'choice:noteReason', theirNumber: 'text' },
  theirDate: 'day'
}
const DRAWER: LogFields = {
  ...{ id: 'hidden', personName: 'bare', openedAt: 'hidden', endedAt: 'hidden', figures: 'hidden', counts: 'hidden' },
  ...{ countId: 'hidden', countedMinor: 'amount', overShortMinor: 'amount', reason: 'text', toOwnerMinor: 'amount' },
  ...{ toBankMinor: 'amount', nextFloatMinor: 'amount', nextPersonName: 'text' }
}
/** Objects within facts. */
export const LOG_INNER: Readonly<Record<string, LogFields>> = {
  bill: BILL,
  drawer: DRAWER,
  closing: {
    ...DRAWER,
    ...{ zNo: 'text', bookOn: 'day', closedAt: 'hidden', shifts: 'hidden', carried: 'hidden', unproved: 'hidden' }
  },
  terms: { tags: 'list', interest: 'interest', paysWithin: 'choice:paysWithin' }
}

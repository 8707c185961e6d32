import type { EntryView } from '#shared/contract/views.ts'
import type { DeskDraft, DeskEntry, Scene } from '#shared/customer-view/customer-desk.ts'
import { askedOf, CUSTOMER_KINDS, type CustomerDraft, type CustomerKind } from '#shared/customer-view/customer-draft.ts'
import type { CustomerStage, CustomerView, QrRows } from '#shared/customer-view/customer-view.ts'
import type { Currency } from '#shared/money/currency.ts'
import { absolute, type Minor, sum, ZERO } from '#shared/money/money.ts'
import { paymentReference } from '#shared/numbering/document-number.ts'
import { paymentRequest, takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { LANGUAGES, type Language, type Settings } from '#shared/settings/settings.ts'
import type { Book } from './book.ts'

/** The line with what main itself knows of the customer: his name and, if the shop wants it, his balance. */
export function deskDraft(book: Book, draft: CustomerDraft): DeskDraft {
  const party = draft.partyId === null ? null : book.store.parties.byId(draft.partyId)
  const { amountMinor, tender } = draft
  const single = draft.text === '' || amountMinor === null ? [] : [{ text: draft.text, amountMinor }]
  return {
    id: draft.id,
    kind: draft.kind,
    customerName: party?.name ?? '',
    amountMinor,
    lines: draft.lines.length > 0 ? draft.lines : single,
    // What goes through the customer's hands only means something when change comes back.
    cashMinor: tender.changeMinor > 0 ? tender.cashMinor : ZERO,
    changeMinor: tender.changeMinor,
    balanceMinor: party !== null && book.settings().customerBalance === 'always' ? party.balanceMinor : null,
    askedMinor: askedOf(draft)
  }
}

const isForCustomers = (kind: string): kind is CustomerKind => CUSTOMER_KINDS.some((one) => one === kind)

/** An accepted entry as its customer may know it; null for the shop's own affairs. */
export function deskEntry(book: Book, entry: EntryView): DeskEntry | null {
  const { kind } = entry
  if (!isForCustomers(kind) || entry.reversesId !== null) return null
  const showsBalance = book.settings().customerBalance !== 'never'
  const paid = sum([absolute(entry.cashMinor), absolute(entry.upiMinor), absolute(entry.bankMinor)])
  return {
    id: entry.id,
    kind,
    customerName: entry.partyId === null ? '' : entry.partyName,
    amountMinor: entry.amountMinor,
    paidMinor: paid,
    changeMinor: entry.changeMinor,
    upiMinor: absolute(entry.upiMinor),
    balanceMinor: entry.partyId !== null && showsBalance ? entry.balanceAfterMinor : null,
    reference: entry.number === '' ? `E${entry.entryNo}` : paymentReference(entry.number)
  }
}

/**
 * The view of a scene. The payee of a QR is the shop's own address and name as they stand in the ledger: nothing that a
 * screen says can change it.
 */
export function viewOf(book: Book, scene: Scene, qrRows: (payload: string) => QrRows | null): CustomerView {
  const settings = book.settings()
  const { currency } = book.shop()
  return {
    language: languageFor(settings),
    currency,
    theme: settings.theme,
    shopName: settings.shopName,
    shopPlace: settings.shopPlace,
    message: settings.customerMessage,
    stage: stageOf(scene, { ...settings, currency }, qrRows)
  }
}

/**
 * The customer's own language once the book knows it; until then that of the papers he takes home, as far as this screen
 * has words in it, else the shop's.
 */
const languageFor = ({ receiptLanguage, language }: Settings): Language =>
  LANGUAGES.find((one) => one === receiptLanguage) ?? language

/** Whom the customer pays, and in what. */
type Payee = Pick<Settings, 'shopName' | 'upiAddress' | 'paymentQr'> & { readonly currency: Currency }

function stageOf(scene: Scene, payee: Payee, qrRows: (payload: string) => QrRows | null): CustomerStage {
  switch (scene.name) {
    case 'idle':
      return { name: 'idle' }
    case 'live': {
      const { kind, customerName, amountMinor, lines, cashMinor, changeMinor, balanceMinor } = scene.draft
      const copied = lines.map(({ text, amountMinor: amount }) => ({ text, amountMinor: amount }))
      return { name: 'live', kind, customerName, amountMinor, lines: copied, cashMinor, changeMinor, balanceMinor }
    }
    case 'due': {
      const { kind, customerName, askedMinor, amountMinor } = scene.draft
      return {
        name: 'due',
        kind,
        customerName,
        billMinor: amountMinor ?? askedMinor,
        ...request(payee, askedMinor, scene.reference, qrRows)
      }
    }
    case 'waiting': {
      const { kind, customerName, amountMinor, upiMinor } = scene.entry
      return {
        name: 'due',
        kind,
        customerName,
        billMinor: amountMinor,
        ...request(payee, upiMinor, scene.reference, qrRows)
      }
    }
    case 'paid': {
      const { kind, customerName, upiMinor } = scene.entry
      return { name: 'paid', kind, customerName, amountMinor: upiMinor, step: scene.step }
    }
    case 'thanks': {
      const { kind, customerName, amountMinor, paidMinor, changeMinor, balanceMinor } = scene.entry
      return { name: 'thanks', kind, customerName, amountMinor, paidMinor, changeMinor, balanceMinor, step: scene.step }
    }
  }
}

interface Request {
  readonly amountMinor: Minor
  readonly qr: QrRows | null
  readonly payeeAddress: string
}

/** What is asked for, by the shop's own scheme. When the shop has told no payee, or one that makes no code, only the amount. */
function request(
  payee: Payee,
  amountMinor: Minor,
  reference: string,
  qrRows: (payload: string) => QrRows | null
): Request {
  const { currency, upiAddress, paymentQr } = payee
  const shop = { name: payee.shopName, upiAddress, paymentQr }
  if (!takesPaymentQr(shop)) return { amountMinor, qr: null, payeeAddress: '' }
  const asked = paymentRequest(shop, { amountMinor, currency, reference, note: '' })
  if (!asked.ok) return { amountMinor, qr: null, payeeAddress: upiAddress }
  return { amountMinor, qr: qrRows(asked.value.payload), payeeAddress: asked.value.payTo }
}

import type { PartyRecord } from '#main/ports/ledger-store.ts'
import { noPublicLinks, type PublicLinks } from '#main/ports/public-links.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { refuse } from '#shared/kernel/result.ts'
import { currencyFacts } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { paymentRequest } from '#shared/payment-qr/payment-request.ts'
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import { whyNot } from '#shared/reminders/may-contact.ts'
import { hoursFor } from '#shared/reminders/message-hours.ts'
import {
  amountInText,
  dueInText,
  fillText,
  fitsRegistered,
  type GapValues,
  gapsOf,
  isRegistered,
  type OwnText,
  registeredValues,
  TEXT_KIND,
  textKey,
  zOwnText
} from '#shared/reminders/message-text.ts'
import { countryCodeOf, firstNumber } from '#shared/reminders/phone-number.ts'
import type { Purpose } from '#shared/reminders/purpose.ts'
import { STANDARD_TEXTS } from '#shared/reminders/standard-texts.ts'
import { accountPage } from './ask-payment.ts'
import type { Book } from './book.ts'
import { debtOf, type MessageDebt, messageDay } from './message-debt.ts'
import { paperLanguage } from './paper-language.ts'

/** A message ready to go, with what its op will say. */
export interface PreparedMessage {
  readonly party: PartyRecord
  readonly draft: Output<'message.draft'>
  readonly own: OwnText
  /** As they stand in the text: cut where it is registered. */
  readonly values: GapValues
  readonly debt: MessageDebt
  /** The payment link as it stands in the text, or empty. */
  readonly link: string
}

/** The owner's own text for a purpose and a language, or null. One that an older version wrote and this one cannot read is none. */
export function ownText(book: Book, purpose: Purpose, language: ReceiptLanguage): OwnText | null {
  const read = zOwnText.safeParse(book.store.definitions.read(TEXT_KIND, textKey(purpose, language)))
  return read.success ? read.data : null
}

/** The text, the number and the reasons why a channel is shut, for a party as its account is now. Fails with `party/not-found`. */
export function prepareMessage(
  book: Book,
  request: Parsed<'message.draft'>,
  hasKey: boolean,
  links: Pick<PublicLinks, 'known'> = noPublicLinks
): PreparedMessage {
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found')
  const settings = book.settings()
  const debt = debtOf(book, party)
  const { terms } = debt
  const language =
    request.language ?? RECEIPT_LANGUAGES.find((one) => one === terms.language) ?? paperLanguage(settings)
  const purpose = request.purpose ?? purposeFor(debt, messageDay(book))
  const known = ownText(book, purpose, language)
  const own = known ?? {
    ...{ text: STANDARD_TEXTS[language][purpose], dltTemplateId: '', gatewayTemplateId: '', isPromotional: false }
  }
  const currency = book.shop().currency
  const page = debt.amountMinor > 0 ? links.known(accountPage(party.id, debt.amountMinor)) : null
  const link = page ?? linkFor(book, debt.amountMinor)
  const written = (amount: Minor) =>
    amountInText(formatAmount(amount, currency), currencyFacts(currency).sign, currency, language)
  const whole: GapValues = {
    name: party.name,
    amount: written(amountFor(book, party, purpose, debt)),
    due: dueInText(debt.dueOn ?? messageDay(book)),
    shop: settings.shopName,
    link,
    balance: written(debt.balanceMinor)
  }
  const values = isRegistered(own) ? registeredValues(whole) : whole
  const smsText = fillText(own.text, values, isRegistered(own))
  const digits = firstNumber(party.phone, countryCodeOf(currency))
  const contactable = { consent: terms.consent, digits }
  const draft = {
    ...{ partyId: party.id, partyName: party.name, phone: party.phone, digits, consent: terms.consent },
    ...{ purpose, language, text: smsText, smsText, isRegistered: isRegistered(own) },
    ...{ amountMinor: debt.amountMinor, dueOn: debt.dueOn },
    shut: {
      whatsapp: whyNot('whatsapp', contactable, own.isPromotional),
      sms: whyNot('sms', contactable, own.isPromotional) ?? whyNoSms(book, own, values, hasKey)
    }
  }
  return { party, draft, own, values, debt, link }
}

/**
 * The same for a dialog that opens: the page on the web that the text carries is asked for first, for a short time. Without one the link
 * is the payer app's.
 */
export async function draftMessage(
  book: Book,
  request: Parsed<'message.draft'>,
  hasKey: boolean,
  links: PublicLinks
): Promise<Output<'message.draft'>> {
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found')
  const { amountMinor } = debtOf(book, party)
  if (amountMinor > 0) await links.make(accountPage(party.id, amountMinor))
  return prepareMessage(book, request, hasKey, links).draft
}

/** What the text calls the amount: for thanks the payment that came last, else what is asked for. */
function amountFor(book: Book, party: PartyRecord, purpose: Purpose, debt: MessageDebt): Minor {
  if (purpose !== 'thanks') return debt.amountMinor
  const lines = book.store.entries.statement(party.partyNo, null, 50)
  return lines.findLast((line) => line.kind === 'got')?.amountMinor ?? debt.amountMinor
}

function purposeFor({ dueOn, amountMinor }: MessageDebt, on: BookDate): Purpose {
  if (amountMinor <= 0 || dueOn === null) return 'statement'
  return dueOn > on ? 'before-due' : dueOn === on ? 'on-due' : 'after-due'
}

/** The payment by a link that a phone opens, for what is asked for; empty when the shop takes none. */
function linkFor(book: Book, amountMinor: Minor): string {
  const { shopName: name, upiAddress, paymentQr } = book.settings()
  if (amountMinor <= 0) return ''
  const asked = paymentRequest(
    { name, upiAddress, paymentQr },
    { amountMinor, currency: book.shop().currency, reference: '', note: '' }
  )
  // Codes of other schemes are pictures' texts, which nobody can open.
  return asked.ok && asked.value.payload.startsWith('upi://') ? asked.value.payload : ''
}

function whyNoSms(book: Book, own: OwnText, values: GapValues, hasKey: boolean): ErrorCode | null {
  const { smsGateway, messageHours } = book.settings()
  if (smsGateway.provider === '' || !hasKey) return 'message/no-gateway'
  if (book.shop().currency === 'INR' && !isRegistered(own)) return 'message/no-template'
  if (smsGateway.provider === 'msg91' && own.gatewayTemplateId === '') return 'message/no-template'
  const hours = hoursFor(messageHours, own.isPromotional)
  if (hours.from >= hours.to) return 'message/no-hours'
  if (!isRegistered(own)) return null
  const gaps = gapsOf(own.text)
  if (gaps.some((gap) => values[gap] === '')) return 'message/value-missing'
  return gaps.some((gap) => !fitsRegistered(values[gap])) ? 'message/link-too-long' : null
}

import type { BookDate } from '#shared/calendar/book-date.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Currency } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'
import type { StatementLine } from './owner-views.ts'
import type { DrawnCode } from './qr-code.ts'
import { statementRows } from './statement-page.ts'

/** What the page of one party says. */
export interface PublicView {
  readonly texts: OwnerTexts
  readonly shopName: string
  readonly currency: Currency
  /** What stands before each amount. */
  readonly sign: string
  readonly kind: 'statement' | 'payment'
  /** The bill's number, or empty. */
  readonly title: string
  readonly partyName: string
  readonly balanceMinor: Minor
  /** Zero where nothing is to be paid any more. */
  readonly toPayMinor: Minor
  readonly paidMinor: Minor
  readonly isPaid: boolean
  /** What of it the gateway sent back. */
  readonly returnedMinor: Minor
  readonly lines: readonly StatementLine[]
  readonly askedOn: BookDate
  readonly endsOn: BookDate
  readonly gatewayUrl: string | null
  /** `link` opens a payer's app; schemes that have no such link are only scanned. */
  readonly code: (DrawnCode & { readonly payTo: string; readonly link: string | null }) | null
}

/** A party's page: what is owed, how it is paid for exactly that amount, and the last entries of a statement. */
export function publicBody(view: PublicView, title: string): Html {
  const { texts, partyName, lines, currency, endsOn } = view
  const { t } = texts
  return html`<main id="main"><h1>${title}</h1>
<section class="card hero" aria-labelledby="topay">${partyName === '' ? null : html`<p><bdi>${t('public.for', { name: partyName })}</bdi></p>`}
${view.title === '' ? null : html`<p class="beside"><bdi>${view.title}</bdi></p>`}${amountBlock(view)}</section>
${payBlock(view)}
${lines.length === 0 ? null : html`<section class="card" aria-labelledby="lines"><h2 id="lines">${t('public.lines')}</h2>${statementRows(lines, currency, texts, true)}</section>`}
<footer class="foot"><p>${t('public.asked', { day: formatBookDate(view.askedOn) })}. ${t('public.expires', { day: formatBookDate(endsOn) })}</p><p>${t('public.wrong')}</p></footer></main>`
}

const shown = (amount: Minor, { sign, currency }: Pick<PublicView, 'sign' | 'currency'>): string =>
  `${sign} ${formatAmount(amount, currency)}`.trim()

function amountBlock({
  texts,
  sign,
  currency,
  toPayMinor,
  balanceMinor,
  paidMinor,
  isPaid,
  returnedMinor,
  shopName,
  kind
}: PublicView): Html {
  const { t } = texts
  const big = (amount: Minor) => html`<p class="big money">${shown(amount, { sign, currency })}</p>`
  if (isPaid)
    return html`<h2 id="topay">${t('public.paid', { shop: shopName })}</h2>${big(paidMinor)}${
      returnedMinor > 0
        ? html`<p>${t('public.returned', { amount: shown(returnedMinor, { sign, currency }) })}</p>`
        : null
    }`
  if (toPayMinor > 0)
    return html`<h2 id="topay">${t('public.toPay')}</h2>${big(toPayMinor)}${
      paidMinor > 0 ? html`<p>${t('public.partly', { amount: shown(paidMinor, { sign, currency }) })}</p>` : null
    }`
  if (kind === 'statement' && balanceMinor < 0)
    return html`<h2 id="topay">${t('public.inFavour')}</h2>${big(absolute(balanceMinor))}`
  return html`<h2 id="topay">${t('public.settled')}</h2>`
}

function payBlock({ texts, code, gatewayUrl, toPayMinor, sign, currency }: PublicView): Html | null {
  if (toPayMinor <= 0 || (code === null && gatewayUrl === null)) return null
  const { t } = texts
  const amount = shown(toPayMinor, { sign, currency })
  // A payment through the gateway proves itself; beside it no second way is offered, so that nothing is paid twice.
  if (gatewayUrl !== null)
    return html`<div class="card"><a class="button pay" href="${gatewayUrl}" rel="noreferrer">${t('public.payGateway', { amount })}</a></div>`
  if (code === null) return null
  const { link, payTo, size, path } = code
  return html`<div class="card">${
    link === null ? null : html`<a class="button pay" href="${link}">${t('public.pay', { amount })}</a>`
  }<p>${t('public.scan', { amount })}</p>
<div class="code"><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${t('public.codeName', { amount, payTo })}" shape-rendering="crispEdges"><path d="${path}" fill="#000"/></svg></div>
<p class="beside">${t('public.payTo', { payTo })}</p></div>`
}

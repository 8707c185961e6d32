import type { Currency } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute } from '#shared/money/money.ts'
import { dayWords } from './entry-rows.ts'
import { money } from './frame.ts'
import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'
import type { OwnerClosingView, OwnerShop } from './owner-views.ts'

/** Closings of all counters, the newest first. `before` is where older ones begin. */
export const closingsBody = (
  closings: readonly OwnerClosingView[],
  before: string | null,
  { currency }: OwnerShop,
  texts: OwnerTexts
): Html =>
  html`<section class="card" aria-label="${texts.t('closings.title')}">${
    closings.length === 0 ? html`<p>${texts.t('closings.none')}</p>` : closingCards(closings, currency, texts, 2)
  }${before === null ? null : html`<p><a class="button" href="/owner/closings?before=${before}">${texts.t('closings.more')}</a></p>`}</section>`

/** What each Z froze: it never changes again, whatever the book learns later. `heading`: how deep their headings stand on the page. */
export const closingCards = (
  closings: readonly OwnerClosingView[],
  currency: Currency,
  texts: OwnerTexts,
  heading: 2 | 3
): Html =>
  html`<ul class="plain">${closings.map((closing) => html`<li class="closing">${closingCard(closing, currency, texts, heading)}</li>`)}</ul>`

function closingCard(closing: OwnerClosingView, currency: Currency, { t }: OwnerTexts, heading: 2 | 3): Html {
  const row = (name: string, value: Html | null) =>
    value === null ? null : html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const amount = (name: string, minor: OwnerClosingView['salesMinor']) =>
    minor === 0 ? null : row(name, money(minor, currency))
  return html`<p class="which" role="heading" aria-level="${heading}">${dayWords(closing.bookOn)} · <bdi>${closing.counter.name}</bdi> · ${t('closings.z', { no: closing.zNo })}</p>
<dl class="figures">${row(t('closings.sales'), money(closing.salesMinor, currency))}${row(t('closings.expected'), money(closing.expectedMinor, currency))}${row(
    t('closings.counted'),
    closing.countedMinor === null ? html`${t('closings.notCounted')}` : money(closing.countedMinor, currency)
  )}${closing.countedMinor === null ? null : row(t('closings.difference'), difference(closing, currency, t))}${
    closing.reason === '' ? null : row(t('closings.reason'), html`<bdi>${closing.reason}</bdi>`)
  }${amount(t('closings.toOwner'), closing.toOwnerMinor)}${amount(t('closings.toBank'), closing.toBankMinor)}${row(
    t('closings.left'),
    money(closing.nextFloatMinor, currency)
  )}${
    closing.firstNumber === ''
      ? null
      : row(
          t('closings.bills'),
          html`<bdi>${t('closings.range', { first: closing.firstNumber, last: closing.lastNumber })}</bdi>`
        )
  }${row(t('closings.by'), html`<bdi>${closing.personName}</bdi>`)}${row(t('closings.closedAt'), html`${closing.closedAt}`)}</dl>`
}

function difference({ overShortMinor: off }: OwnerClosingView, currency: Currency, t: OwnerTexts['t']): Html {
  if (off === 0) return html`${t('closings.exact')}`
  const amount = formatAmount(absolute(off), currency)
  return html`<span class="${off > 0 ? 'get' : 'give'}">${t(off > 0 ? 'closings.over' : 'closings.short', { amount })}</span>`
}

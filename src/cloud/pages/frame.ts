import { formatBookDate } from '#shared/calendar/book-date.ts'
import { localTime, timeText } from '#shared/calendar/shop-clock.ts'
import { type Currency, currencyFacts } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { type Html, html } from './html.ts'
import type { OwnerKey, OwnerTexts } from './owner-texts.ts'
import type { OwnerShop } from './owner-views.ts'

export const NAV = ['day', 'parties', 'closings', 'choices'] as const
export type NavName = (typeof NAV)[number]
const ADDRESS: Readonly<Record<NavName, string>> = {
  day: '/owner',
  parties: '/owner/parties',
  closings: '/owner/closings',
  choices: '/owner/choices'
}

/** Where the style sheet lies. Its name changes with what it says, so that it may be kept for ever. */
export interface Styled {
  readonly styleAddress: string
}

interface Page extends Styled {
  readonly texts: OwnerTexts
  readonly title: string
  readonly body: Html
}

/** A whole page without navigation: for strangers, for failures. It has no script at all. */
export const barePage = ({ texts, title, body, styleAddress }: Page): string =>
  html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styleAddress}">
<title>${title}</title>
</head>
<body>${body}</body>
</html>
`.text

interface OwnerPage extends Page {
  readonly shop: OwnerShop
  readonly at: NavName
}

/** A page of the owner: the shop's name, the pages, what it shows, and how new that is. */
export function ownerPage(page: OwnerPage): string {
  const { texts, shop, at, body } = page
  const { t } = texts
  return barePage({
    ...page,
    title: `${page.title} · ${shop.name || t('app')}`,
    body: html`<a class="skip" href="#main">${t('skip')}</a>
<header class="head"><p class="shop"><bdi>${shop.name || t('app')}</bdi>${shop.place === '' ? null : html`<span class="place"><bdi>${shop.place}</bdi></span>`}</p></header>
<nav class="nav" aria-label="${t('menu')}"><ul>${NAV.map(
      (name) =>
        html`<li><a href="${ADDRESS[name]}"${name === at ? html` aria-current="page"` : null}>${t(`nav.${name}`)}</a></li>`
    )}</ul></nav>
<main id="main" tabindex="-1"><h1>${page.title}</h1>
${shop.isBuilding ? html`<p class="note" role="status">${t('building')}</p>` : null}${body}</main>
<footer class="foot"><p>${asOf(shop, texts)}</p>
<form method="post" action="/owner/leave"><button class="quiet">${t('leave')}</button></form></footer>`
  })
}

function asOf({ asOf }: OwnerShop, { t }: OwnerTexts): string {
  if (asOf === null) return t('asOfNever')
  const now = { epochMs: asOf.atMs, offsetMinutes: asOf.offsetMinutes }
  return t('asOf', { day: formatBookDate(localTime(now).date), time: timeText(now) })
}

/** What stands before an amount of the shop: the sign of its currency, or its letters where this server knows no sign; never another's. */
export const signOf = ({ currency, currencyCode }: Pick<OwnerShop, 'currency' | 'currencyCode'>): string =>
  currency === currencyCode ? currencyFacts(currency).sign : currencyCode

/** An amount by itself: with the sign of its currency for a reader, and never broken across lines. */
export const money = (amount: Minor, currency: Currency): Html =>
  html`<span class="money">${formatAmount(amount, currency)}</span>`

/** A balance in words: colour never says it alone. */
export function balance(amount: Minor, currency: Currency, { t }: OwnerTexts): Html {
  const key: OwnerKey = amount > 0 ? 'balance.owes' : amount < 0 ? 'balance.weOwe' : 'balance.settled'
  const tone = amount > 0 ? 'get' : amount < 0 ? 'give' : 'even'
  return html`<span class="${tone}">${t(key, { amount: formatAmount(Math.abs(amount) as Minor, currency) })}</span>`
}

/** Lines of a name and an amount. Those of nothing are left out unless they are always said. */
export const figureList = (
  rows: readonly (readonly [name: string, amount: Minor, isAlways?: boolean])[],
  currency: Currency
): Html =>
  html`<dl class="figures">${rows
    .filter(([, amount, isAlways]) => amount !== 0 || isAlways)
    .map(([name, amount]) => html`<div><dt>${name}</dt><dd>${money(amount, currency)}</dd></div>`)}</dl>`

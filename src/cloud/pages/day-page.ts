import { addDays, formatBookDate, formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Currency } from '#shared/money/currency.ts'
import { closingCards } from './closings-page.ts'
import { dayWords, entryRows } from './entry-rows.ts'
import { figureList, money } from './frame.ts'
import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'
import type { DayView, OwnerFigures, OwnerShop } from './owner-views.ts'

/** One day of the book: its sales first, what came in, what went out, the drawers, its closings and its entries. */
export function dayBody(view: DayView, shop: OwnerShop, texts: OwnerTexts): Html {
  const { t } = texts
  const { currency } = shop
  const { figures, drawers, closings, payments } = view
  return html`${dayNav(view, shop, texts)}
<section class="card hero" aria-labelledby="sales"><h2 id="sales">${t('day.sales')}</h2><p class="big">${money(figures.salesMinor, currency)}</p>
<p class="beside">${t('day.entries', { count: view.entryCount })}</p></section>
<section class="card" aria-labelledby="in"><h2 id="in">${t('day.money')}</h2>${moneyIn(figures, currency, texts)}</section>
${moneyOut(figures, currency, texts)}
<section class="card" aria-labelledby="drawers"><h2 id="drawers">${t('day.drawers')}</h2><p class="beside">${t('day.drawersNow')}</p>
<dl class="figures">${drawers.map(({ name, cashMinor }) => html`<div><dt><bdi>${name}</bdi></dt><dd>${money(cashMinor, currency)}</dd></div>`)}</dl></section>
${closings.length === 0 ? null : html`<section class="card" aria-labelledby="closed"><h2 id="closed">${t('closings.title')}</h2>${closingCards(closings, currency, texts, 3)}</section>`}
${payments.length === 0 ? null : html`<section class="card" aria-labelledby="links"><h2 id="links">${t('links.title')}</h2>${linkPayments(view, currency, texts)}</section>`}
<section class="card" aria-labelledby="entries"><h2 id="entries">${t('day.entries')}</h2>${
    view.entries.length === 0 ? html`<p>${t('day.none')}</p>` : entryRows(view.entries, currency, texts)
  }${view.before === null ? null : html`<p><a class="button" href="/owner?day=${formatIsoDate(view.day)}&amp;before=${view.before}#entries">${t('day.more')}</a></p>`}</section>`
}

function dayNav({ day }: DayView, { today }: OwnerShop, { t }: OwnerTexts): Html {
  const [before, after] = [addDays(day, -1), addDays(day, 1)]
  return html`<form class="daynav" method="get" action="/owner">
<a class="button" href="/owner?day=${formatIsoDate(before)}" rel="prev"><span aria-hidden="true">‹</span> ${t('day.before')}</a>
${day === today ? null : html`<a class="button" href="/owner">${t('day.today')}</a>`}
${day >= today ? null : html`<a class="button" href="/owner?day=${formatIsoDate(after)}" rel="next">${t('day.after')} <span aria-hidden="true">›</span></a>`}
<span class="pick"><label for="day">${t('day.other')}</label><input id="day" type="date" name="day" value="${formatIsoDate(day)}" max="${formatIsoDate(today)}"><button>${t('day.show')}</button></span></form>`
}

function moneyIn(figures: OwnerFigures, currency: Currency, { t }: OwnerTexts): Html {
  return figureList(
    [
      [t('day.cashSales'), figures.cashSalesMinor, true],
      [t('day.duesCash'), figures.duesCashMinor],
      [t('day.upiProved'), figures.upiProvedMinor],
      [t('day.upiClaimed'), figures.upiClaimedMinor],
      [t('day.upiWaiting'), figures.upiWaitingMinor],
      [t('day.bank'), figures.bankMinor],
      [t('day.credit'), figures.creditGivenMinor]
    ],
    currency
  )
}

function moneyOut(figures: OwnerFigures, currency: Currency, { t }: OwnerTexts): Html | null {
  const rows = [
    [t('day.returns'), figures.returnsMinor],
    [t('day.refunds'), figures.cashRefundsMinor],
    [t('day.expenses'), figures.cashExpensesMinor],
    [t('day.paidOut'), figures.cashPaidOutMinor],
    [t('day.toOwner'), figures.toOwnerMinor],
    [t('day.toBank'), figures.toBankMinor]
  ] as const
  if (rows.every(([, amount]) => amount === 0)) return null
  return html`<section class="card" aria-labelledby="out"><h2 id="out">${t('day.out')}</h2>${figureList(rows, currency)}</section>`
}

const linkPayments = ({ payments }: DayView, currency: Currency, { t }: OwnerTexts): Html =>
  html`<ul class="plain">${payments.map(
    ({ what, partyName, amountMinor, on, isMaybeTwice }) =>
      html`<li>${what === null ? null : html`<strong>${t(`links.what.${what}`)}</strong> · `}<bdi>${partyName}</bdi> · ${dayWords(on)} · ${money(amountMinor, currency)}${isMaybeTwice ? html`<p class="note">${t('links.twice')}</p>` : null}</li>`
  )}</ul>`

export const dayTitle = ({ day }: DayView, { today }: OwnerShop, { t }: OwnerTexts): string =>
  day === today ? `${t('day.today')}, ${formatBookDate(day)}` : formatBookDate(day)

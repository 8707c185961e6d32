import type { Currency } from '#shared/money/currency.ts'
import { dayWords } from './entry-rows.ts'
import { balance, money } from './frame.ts'
import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'
import { type OwnerPartyView, type OwnerShop, PARTY_SORTS, type PartiesAsk, type PartiesView } from './owner-views.ts'

const SORT_KEYS = { amount: 'parties.byAmount', name: 'parties.byName', last: 'parties.byLast' } as const

/** Who owes and whom the shop owes: totals, a box to search, and the list. */
export function partiesBody(view: PartiesView, { currency }: OwnerShop, texts: OwnerTexts): Html {
  const { t } = texts
  const { asked } = view
  return html`<section class="card" aria-label="${t('parties.title')}"><dl class="figures pair">
<div><dt>${t('parties.get')}</dt><dd class="get">${money(view.getMinor, currency)}</dd></div>
<div><dt>${t('parties.give')}</dt><dd class="give">${money(view.giveMinor, currency)}</dd></div></dl></section>
<form class="card find" method="get" action="/owner/parties" role="search">
<p><label for="find">${t('parties.find')}</label><input id="find" type="search" name="find" maxlength="80" value="${asked.find}" placeholder="${t('parties.findHint')}"></p>
<p><label for="sort">${t('parties.sort')}</label><select id="sort" name="sort">${PARTY_SORTS.map(
    (sort) =>
      html`<option value="${sort}"${sort === asked.sort ? html` selected` : null}>${t(SORT_KEYS[sort])}</option>`
  )}</select></p>
<p class="check"><input id="all" type="checkbox" name="all" value="1"${asked.isWithSettled ? html` checked` : null}><label for="all">${t('parties.all')}</label></p>
<button>${t('parties.search')}</button></form>
<section class="card" aria-labelledby="found"><h2 id="found">${t('parties.count', { count: view.count })}</h2>
${view.parties.length === 0 ? html`<p>${t('parties.none')}</p>` : html`<ul class="rows">${view.parties.map((party) => partyRow(party, currency, texts))}</ul>`}
${view.hasMore ? html`<nav aria-label="${t('parties.pages')}"><a class="button" rel="next" href="/owner/parties?${query({ ...asked, page: asked.page + 1 })}">${t('parties.more')}</a></nav>` : null}</section>`
}

const partyRow = ({ id, name, place, balanceMinor, lastOn }: OwnerPartyView, currency: Currency, texts: OwnerTexts) =>
  html`<li class="row"><span class="who"><a href="/owner/parties/${id}"><bdi>${name || texts.t('statement.unnamed')}</bdi></a></span>
<span class="sum">${balance(balanceMinor, currency, texts)}</span>
<span class="words">${place === '' ? null : html`<bdi>${place}</bdi> · `}${lastOn === null ? null : dayWords(lastOn)}</span></li>`

function query({ find, sort, isWithSettled, page }: PartiesAsk): string {
  const asked = new URLSearchParams({ find, sort, page: String(page) })
  if (isWithSettled) asked.set('all', '1')
  return asked.toString()
}

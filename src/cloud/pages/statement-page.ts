import type { Currency } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import { dayWords, entryWords } from './entry-rows.ts'
import { balance, money } from './frame.ts'
import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'
import type { OwnerShop, StatementLine, StatementView } from './owner-views.ts'

/** A party's account: the balance, and the entries that made it, the newest first, each with the balance after it. */
export function statementBody(view: StatementView, { currency }: OwnerShop, texts: OwnerTexts): Html {
  const { t } = texts
  const { party, lines, before } = view
  return html`<section class="card hero" aria-labelledby="now"><h2 id="now">${t('statement.now')}</h2><p class="big">${balance(party.balanceMinor, currency, texts)}</p>
${party.place === '' ? null : html`<p class="beside"><bdi>${party.place}</bdi></p>`}</section>
<section class="card" aria-labelledby="entries"><h2 id="entries">${t('day.entries')}</h2>${
    lines.length === 0 ? html`<p>${t('statement.none')}</p>` : statementRows(lines, currency, texts)
  }${
    lines.length === 0 || before === null
      ? null
      : html`<p class="beside">${t('statement.before')}: ${balance(view.beforeMinor, currency, texts)}</p>
<p><a class="button" href="/owner/parties/${party.id}?before=${before}#entries">${t('statement.older')}</a></p>`
  }</section>`
}

/** What moved the account says its sign; a sale that was paid at once moved nothing, and shows its amount beside. The party's own page speaks to the party. */
export const statementRows = (
  lines: readonly StatementLine[],
  currency: Currency,
  texts: OwnerTexts,
  isForParty = false
): Html =>
  html`<ol class="rows">${lines.map(
    (line) => html`<li class="row${line.isUndone ? ' undone' : ''}"><span class="when">${dayWords(line.bookOn)}</span>
<span class="sum">${moved(line, currency)}</span>${entryWords(line, texts)}
<span class="after"><span class="hidden">${texts.t('column.balance')}: </span>${(isForParty ? ownBalance : balance)(line.balanceMinor, currency, texts)}</span></li>`
  )}</ol>`

/** A balance as the party itself reads it. */
function ownBalance(amount: Minor, currency: Currency, { t }: OwnerTexts): Html {
  if (amount === 0) return html`${t('balance.settled')}`
  return html`${t(amount > 0 ? 'public.toPay' : 'public.inFavour')} ${money(absolute(amount), currency)}`
}

function moved({ creditMinor, amountMinor }: StatementLine, currency: Currency): Html {
  if (creditMinor === 0) return html`<span class="even">(${formatAmount(amountMinor, currency)})</span>`
  return html`<span class="money">${creditMinor > 0 ? '+' : ''}${money(creditMinor, currency)}</span>`
}

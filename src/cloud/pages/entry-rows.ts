import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Currency } from '#shared/money/currency.ts'
import { money } from './frame.ts'
import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'
import type { OwnerEntryView } from './owner-views.ts'

/** What an entry was, in one line under its party: kind, number, what, who keyed it where, and what is known of its UPI. */
export const entryWords = (entry: OwnerEntryView, { t, kind }: OwnerTexts): Html =>
  html`<span class="words">${kind(entry.kind)}${entry.number === '' ? null : html` · <bdi>${entry.number}</bdi>`}${
    entry.text === '' ? null : html` · <bdi>${entry.text}</bdi>`
  }${entry.upiState === null ? null : html` · ${t(`upi.${entry.upiState}`)}`}${
    entry.isUndone ? html` · <strong>${t('undone')}</strong>` : null
  }${entry.isLate ? html` · <strong>${t('late')}</strong>` : null}</span>`

/** The entries of a day, newest first. */
export const entryRows = (entries: readonly OwnerEntryView[], currency: Currency, texts: OwnerTexts): Html =>
  html`<ol class="rows">${entries.map(
    (entry) => html`<li class="row${entry.isUndone ? ' undone' : ''}">
<span class="when">${entry.time}</span><span class="who">${partyName(entry, texts)}</span>
<span class="sum">${money(entry.amountMinor, currency)}</span>${entryWords(entry, texts)}<span class="counter">${entry.counterName}</span></li>`
  )}</ol>`

function partyName({ partyId, partyName, kind }: OwnerEntryView, { t }: OwnerTexts): Html {
  if (partyId === null) return html`${kind === 'sale' || kind === 'sale-return' ? t('day.walkIn') : null}`
  return html`<a href="/owner/parties/${partyId}"><bdi>${partyName || t('statement.unnamed')}</bdi></a>`
}

export const dayWords = (day: Parameters<typeof formatBookDate>[0]): Html =>
  html`<time datetime="${String(day).replace(/(....)(..)(..)/, '$1-$2-$3')}">${formatBookDate(day)}</time>`

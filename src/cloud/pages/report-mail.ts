import type { Mail } from '#cloud/ports/mailer.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import { signOf } from './frame.ts'
import type { OwnerTexts } from './owner-texts.ts'
import type { OwnerClosingView, OwnerFigures, OwnerShop, PartiesView } from './owner-views.ts'

export interface ReportFacts {
  readonly shop: OwnerShop
  readonly texts: OwnerTexts
  readonly from: BookDate
  readonly to: BookDate
  readonly isWeek: boolean
  readonly figures: OwnerFigures
  readonly closings: readonly OwnerClosingView[]
  readonly parties: PartiesView
}

/** So many of those who owe most stand in a mail; the page has all. */
const MOST_PARTIES = 10
const SUBJECT_LENGTH = 180

/** The figures of a day or a week as a mail of plain text, in the owner's language. */
export function reportMail(facts: ReportFacts): Omit<Mail, 'to'> {
  const { shop, texts, from, to, isWeek, figures } = facts
  const { t } = texts
  const sign = signOf(shop)
  const amount = (minor: Minor) => `${sign} ${formatAmount(minor, shop.currency)}`.trim()
  const day = formatBookDate(to)
  const days = from === to ? day : t('mail.rangeOfDays', { from: formatBookDate(from), to: day })
  const key = isWeek ? 'mail.subjectWeek' : 'mail.subject'
  const subject = oneLine(t(key, { shop: shop.name, day, amount: amount(figures.salesMinor) }))
  const text = [
    [t('mail.hello', { shop: oneLine(shop.name), days })],
    figureLines(figures, texts, amount),
    closingLines(facts, amount),
    partyLines(facts, amount),
    [t('mail.stop')]
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
  return { subject, text: `${text}\n` }
}

function figureLines(figures: OwnerFigures, { t }: OwnerTexts, amount: (minor: Minor) => string): string[] {
  const rows = [
    [t('day.sales'), figures.salesMinor, true],
    [t('day.returns'), figures.returnsMinor, false],
    [t('day.cashSales'), figures.cashSalesMinor, true],
    [t('day.duesCash'), figures.duesCashMinor, false],
    [t('day.upiProved'), figures.upiProvedMinor, false],
    [t('day.upiClaimed'), figures.upiClaimedMinor, false],
    [t('day.upiWaiting'), figures.upiWaitingMinor, false],
    [t('day.bank'), figures.bankMinor, false],
    [t('day.credit'), figures.creditGivenMinor, true],
    [t('day.expenses'), figures.cashExpensesMinor, false]
  ] as const
  return rows.flatMap(([name, minor, isAlways]) => (minor === 0 && !isAlways ? [] : [`${name}: ${amount(minor)}`]))
}

function closingLines({ closings, texts: { t } }: ReportFacts, amount: (minor: Minor) => string): string[] {
  if (closings.length === 0) return []
  const lines = closings.map(({ bookOn, counter, zNo, overShortMinor: off, countedMinor }) => {
    const difference = { amount: amount(absolute(off)) }
    const counted =
      countedMinor === null
        ? t('closings.notCounted')
        : off === 0
          ? t('closings.exact')
          : t(off > 0 ? 'closings.over' : 'closings.short', difference)
    return `${formatBookDate(bookOn)} ${oneLine(counter.name)} ${t('closings.z', { no: zNo })}: ${counted}`
  })
  return [t('mail.closed'), ...lines]
}

function partyLines({ parties, texts: { t } }: ReportFacts, amount: (minor: Minor) => string): string[] {
  const owing = parties.parties.filter(({ balanceMinor }) => balanceMinor > 0).slice(0, MOST_PARTIES)
  const sums = [
    `${t('parties.get')}: ${amount(parties.getMinor)}`,
    `${t('parties.give')}: ${amount(parties.giveMinor)}`
  ]
  if (owing.length === 0) return sums
  return [
    ...sums,
    '',
    t('mail.top'),
    ...owing.map(({ name, balanceMinor }) => `${oneLine(name)}: ${amount(balanceMinor)}`)
  ]
}

/** A name cannot begin a line of its own, nor a header of the mail. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, SUBJECT_LENGTH)

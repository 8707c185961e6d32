import { type BookDate, formatBookDate, isBookDate } from '#shared/calendar/book-date.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { LOG_INNER, type LogFields } from '#shared/people/log-fields.ts'
import { LOG_CHOICES, type LogChoice, type LogFormat } from '#shared/people/log-format.ts'
import { formatQuantity, formatRate } from '#shared/quantity/format-quantity.ts'
import type { Quantity, Rate } from '#shared/quantity/quantity.ts'
import { percentText } from '#shared/receipt/bill-figures.ts'
import { RECEIPT_LANGUAGE_FACTS } from '#shared/receipt/receipt-language.ts'
import type { Book } from './book.ts'
import type { LogNames } from './word-log-names.ts'

export type Fields = { readonly [field: string]: Json }
export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** What it takes to say a field: the book that knows the names, and the words of a language. */
export interface Speaker {
  readonly book: Book
  words(key: string): string
  readonly names: LogNames
  ofAnother(kind: string, body: Fields): string[]
}

/**
 * Each field that says something, under its label and in the order of the table.
 *
 * @param isWhole What was set to nothing, or to no, is said too.
 */
export function sayFields(speaker: Speaker, table: LogFields, body: Fields, isWhole: boolean): string[] {
  return Object.entries(table).flatMap(([field, format]) => {
    const value = body[field]
    if (value === undefined || format === 'hidden') return []
    if (format === 'fact') return isFields(value) ? speaker.ofAnother(textOf(body.k), value) : []
    if (format.startsWith('inner:'))
      return isFields(value) ? sayFields(speaker, LOG_INNER[format.slice('inner:'.length)] ?? {}, value, isWhole) : []
    const said = value === false && !isWhole ? '' : sayValue(speaker, format, value)
    if (format === 'bare' || format === 'ownAccount') return said === '' ? [] : [said]
    if (said === '' && !isWhole) return []
    return [`${speaker.words(`log-words:field.${field}`)}: ${said === '' ? speaker.words('log-words:empty') : said}`]
  })
}

const elements = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])
const amountText = ({ book }: Speaker, value: Json | undefined): string =>
  typeof value === 'number' ? formatAmount(value as Minor, book.shop().currency) : ''
const dayText = (value: Json | undefined): string =>
  typeof value === 'number' && isBookDate(value) ? formatBookDate(value as BookDate) : ''
const clockOf = (minutes: number): string =>
  `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function choiceText({ words }: Speaker, choice: string, value: Json): string {
  const known = LOG_CHOICES[choice as LogChoice]
  const text = typeof value === 'number' ? String(value) : textOf(value)
  return (known.of as readonly string[]).includes(text) ? words(`${known.words}.${text}`) : text
}

function languageText(value: Json): string {
  const code = textOf(value)
  return Object.hasOwn(RECEIPT_LANGUAGE_FACTS, code)
    ? RECEIPT_LANGUAGE_FACTS[code as keyof typeof RECEIPT_LANGUAGE_FACTS].ownName
    : code
}

type Say = (speaker: Speaker, value: Json) => string
const looked =
  (whose: Exclude<keyof LogNames, 'entryNo'>): Say =>
  ({ names }, value) =>
    textOf(value) === '' ? '' : names[whose](textOf(value))
const numbers =
  (say: (value: number, speaker: Speaker) => string): Say =>
  (speaker, value) =>
    typeof value === 'number' ? say(value, speaker) : ''
const each =
  (say: (one: Fields, speaker: Speaker) => string): Say =>
  (speaker, value) =>
    elements(value)
      .map((one) => (isFields(one) ? say(one, speaker) : ''))
      .filter(Boolean)
      .join(', ')
const plain: Say = (_speaker, value) => (typeof value === 'number' ? String(value) : textOf(value))

/** How the value of each format is said; empty where there is nothing to say. */
const SAY: Readonly<Record<Exclude<LogFormat, 'hidden' | 'fact' | `choice:${string}` | `inner:${string}`>, Say>> = {
  bare: plain,
  text: plain,
  flag: ({ words }, value) => words(value === true ? 'log-words:yes' : 'log-words:no'),
  amount: amountText,
  day: (_speaker, value) => dayText(value),
  quantity: numbers((value) => formatQuantity(value as Quantity)),
  rate: numbers((value, { book }) => formatRate(value as Rate, book.shop().currency)),
  interest: ({ words }, value) =>
    isFields(value)
      ? `${percentText(Number(value.ratePerYearBp))} %, ${words('log-words:graceDays')}: ${String(value.graceDays)}`
      : '',
  minutes: numbers((value) => String(Math.ceil(value / 60_000))),
  hours: (_speaker, value) => (isFields(value) ? `${clockOf(Number(value.from))} – ${clockOf(Number(value.to))}` : ''),
  dueDay: (speaker, value) => {
    if (!isFields(value)) return ''
    if (value.unit === 'week') return choiceText(speaker, 'weekday', value.weekday ?? null)
    return `${speaker.words('log-words:dayOfMonth')} ${String(value.day)}`
  },
  list: (_speaker, value) => elements(value).map(textOf).filter(Boolean).join(', '),
  names: each((one) => textOf(one.name)),
  rails: each((one, speaker) => choiceText(speaker, 'billRail', one.rail ?? '')),
  reasons: (speaker, value) =>
    elements(value)
      .map((one) => choiceText(speaker, 'matchReason', one))
      .join(', '),
  prices: each((one, speaker) =>
    [textOf(one.level), SAY.rate(speaker, one.rate ?? null), textOf(one.unit)].filter(Boolean).join(' ')
  ),
  charges: each((one, speaker) =>
    [speaker.names.entry(textOf(one.entryId)), amountText(speaker, one.amountMinor)].filter(Boolean).join(' ')
  ),
  parts: each((one, speaker) => `${dayText(one.dueOn)} ${amountText(speaker, one.amountMinor)}`),
  count: (_speaker, value) => String(elements(value).length),
  changed: ({ words }) => words('log-words:changed'),
  language: (_speaker, value) => languageText(value),
  textKey: (speaker, value) => {
    const [purpose = '', language = ''] = textOf(value).split('/')
    return [choiceText(speaker, 'purpose', purpose), languageText(language)].filter(Boolean).join(' · ')
  },
  entryNo: ({ names }, value) => (typeof value === 'number' ? names.entryNo(value) : ''),
  party: looked('party'),
  entry: looked('entry'),
  bill: looked('bill'),
  item: looked('item'),
  person: looked('person'),
  account: looked('account'),
  ownAccount: looked('account'),
  printer: looked('printer'),
  slip: looked('slip'),
  attachment: looked('attachment'),
  message: looked('message'),
  plan: looked('plan'),
  expense: looked('expense'),
  report: looked('report')
}

function sayValue(speaker: Speaker, format: Exclude<LogFormat, 'hidden' | 'fact'>, value: Json): string {
  if (format.startsWith('choice:')) return choiceText(speaker, format.slice('choice:'.length), value)
  if (format.startsWith('inner:')) return ''
  return SAY[format as keyof typeof SAY](speaker, value)
}

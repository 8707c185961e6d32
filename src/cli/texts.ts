import i18next from 'i18next'
import enCli from '#locales/en/cli.json' with { type: 'json' }
import enErrors from '#locales/en/errors.json' with { type: 'json' }
import enExchange from '#locales/en/exchange.json' with { type: 'json' }
import enImport from '#locales/en/import.json' with { type: 'json' }
import enLedger from '#locales/en/ledger.json' with { type: 'json' }
import enPayments from '#locales/en/payments.json' with { type: 'json' }
import enReports from '#locales/en/reports.json' with { type: 'json' }
import hiCli from '#locales/hi/cli.json' with { type: 'json' }
import hiErrors from '#locales/hi/errors.json' with { type: 'json' }
import hiExchange from '#locales/hi/exchange.json' with { type: 'json' }
import hiImport from '#locales/hi/import.json' with { type: 'json' }
import hiLedger from '#locales/hi/ledger.json' with { type: 'json' }
import hiPayments from '#locales/hi/payments.json' with { type: 'json' }
import hiReports from '#locales/hi/reports.json' with { type: 'json' }
import { type BookDate, formatBookDate, isBookDate } from '#shared/calendar/book-date.ts'
import type { LineRemark } from '#shared/import/import-plan.ts'
import type { Failure, FailureParams } from '#shared/kernel/result.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Currency } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { type Minor, minor } from '#shared/money/money.ts'
import type { Language } from '#shared/settings/settings.ts'

export type CliKey = keyof typeof enCli
/** A text of the ways out and in: `of.entries`, `remark.hsn-missing`. */
export type ExchangeKey = `of.${keyof typeof enExchange.of}` | `remark.${keyof typeof enExchange.remark}`

/** Everything that the command line says, in one language. */
export interface Texts {
  readonly language: Language
  say(key: CliKey, params?: FailureParams): string
  kind(kind: EntryKind): string
  exchange(key: ExchangeKey, params?: FailureParams): string
  /** What becomes of a line of an import. */
  remark(remark: LineRemark): string
  /** What a statement of a bank comes to, and what became of its rows. */
  readonly statement: Pick<typeof enPayments, 'sum' | 'remark' | 'balance'>
  /** An amount as the open ledger writes it. */
  amount(amount: Minor): string
  /** A text of `ledger:` or `reports:` by its whole key, as reports name it. */
  word(key: string, params?: FailureParams): string
  /** What the amounts of the open ledger are in. */
  currency(): Currency
  /** Tells the currency of the ledger that was opened. */
  setCurrency(currency: Currency): void
  /** What happened, what is safe and what to do. */
  failure(failure: Failure): string
}

const RESOURCES = {
  en: {
    cli: enCli,
    errors: enErrors,
    exchange: enExchange,
    import: enImport,
    ledger: enLedger,
    payments: enPayments,
    reports: enReports
  },
  hi: {
    cli: hiCli,
    errors: hiErrors,
    exchange: hiExchange,
    import: hiImport,
    ledger: hiLedger,
    payments: hiPayments,
    reports: hiReports
  }
}

export function textsIn(language: Language): Texts {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    resources: RESOURCES,
    ns: ['cli', 'errors', 'exchange', 'ledger'],
    defaultNS: 'cli',
    initAsync: false,
    keySeparator: false,
    // A terminal has no markup to be protected from.
    interpolation: { escapeValue: false }
  })
  let currency: Currency = 'INR'
  const readable = (params: FailureParams) => readableIn(currency, params)
  const { ledger, import: imports, payments: statement } = RESOURCES[language]
  return {
    language,
    say: (key, params = {}) => instance.t(key, readable(params)),
    kind: (kind) => ledger.kind[kind],
    exchange: (key, params = {}) => instance.t(key, { ns: 'exchange', keySeparator: '.', ...readable(params) }),
    amount: (amount) => formatAmount(amount, currency),
    currency: () => currency,
    word: (key, params = {}) => worded(RESOURCES[language], key, readable(params)),
    setCurrency(opened) {
      currency = opened
    },
    remark: (remark) => imports.remark[remark],
    statement,
    failure: ({ code, params = {} }) => instance.t(code, { ns: 'errors', ...readable(params) })
  }
}

/** A text by its part and path, its gaps filled: those of reports are nested. What is not there is said by its key. */
function worded(resources: object, key: string, params: Readonly<Record<string, string | number>>): string {
  const path = key.replace(':', '.').split('.')
  const text = path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], resources)
  if (typeof text !== 'string') return key
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(params[name] ?? gap))
}

/** Amounts and days in the gaps of a text as they are written, told by their names. */
function readableIn(currency: Currency, params: FailureParams): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name.endsWith('Minor') && typeof value === 'number') return [name, formatAmount(minor(value), currency)]
      if (name.endsWith('On') && typeof value === 'number' && isBookDate(value)) return [name, formatBookDate(value)]
      return [name, value]
    })
  )
}

export const dayText = (date: BookDate | null): string => (date === null ? '' : formatBookDate(date))

import type backups from '#locales/en/backups.json'
import type bill from '#locales/en/bill.json'
import type closing from '#locales/en/closing.json'
import type cloud from '#locales/en/cloud.json'
import type collect from '#locales/en/collect.json'
import type commands from '#locales/en/commands.json'
import type common from '#locales/en/common.json'
import type counter from '#locales/en/counter.json'
import type credit from '#locales/en/credit.json'
import type customer from '#locales/en/customer.json'
import type dayBook from '#locales/en/day-book.json'
import type entry from '#locales/en/entry.json'
import type errors from '#locales/en/errors.json'
import type exchange from '#locales/en/exchange.json'
import type firstRun from '#locales/en/first-run.json'
import type help from '#locales/en/help.json'
import type importing from '#locales/en/import.json'
import type items from '#locales/en/items.json'
import type ledger from '#locales/en/ledger.json'
import type parties from '#locales/en/parties.json'
import type payments from '#locales/en/payments.json'
import type people from '#locales/en/people.json'
import type printQueue from '#locales/en/print-queue.json'
import type printers from '#locales/en/printers.json'
import type receiptLayout from '#locales/en/receipt-layout.json'
import type reportScreen from '#locales/en/report-screen.json'
import type reports from '#locales/en/reports.json'
import type settings from '#locales/en/settings.json'
import type shops from '#locales/en/shops.json'
import type slips from '#locales/en/slips.json'
import type statement from '#locales/en/statement.json'
import type sticker from '#locales/en/sticker.json'
import type stock from '#locales/en/stock.json'
import type tax from '#locales/en/tax.json'
import type units from '#locales/en/units.json'

/**
 * The parts of `locales/<language>/` that screens read, by file name: a key is `part:path.in.file`. English is the
 * pattern that the types follow; a test holds the other languages to it. A new part is one more line here.
 */
export interface LocaleParts {
  bill: typeof bill
  collect: typeof collect
  commands: typeof commands
  common: typeof common
  counter: typeof counter
  credit: typeof credit
  customer: typeof customer
  errors: typeof errors
  'first-run': typeof firstRun
  help: typeof help
  ledger: typeof ledger
  shops: typeof shops
  statement: typeof statement
  sticker: typeof sticker
  settings: typeof settings
  reports: typeof reports
  'report-screen': typeof reportScreen
  'receipt-layout': typeof receiptLayout
  parties: typeof parties
  import: typeof importing
  exchange: typeof exchange
  backups: typeof backups
  people: typeof people
  'day-book': typeof dayBook
  'print-queue': typeof printQueue
  printers: typeof printers
  entry: typeof entry
  closing: typeof closing
  payments: typeof payments
  slips: typeof slips
  tax: typeof tax
  units: typeof units
  cloud: typeof cloud
  items: typeof items
  stock: typeof stock
}

type WithoutPlural<Key extends string> =
  Key extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : Key
type Path<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? WithoutPlural<Key> : `${Key}.${Path<Texts[Key]>}`
}[keyof Texts & string]

/** Every key there is. A misspelt one does not compile. */
export type TextKey = { [Part in keyof LocaleParts]: `${Part}:${Path<LocaleParts[Part]>}` }[keyof LocaleParts]
/** What fills the gaps of a text. `count` chooses the plural form. */
export type TextParams = Readonly<Record<string, string | number>>
export type Translate = (key: TextKey, params?: TextParams) => string

import type { BookDate } from '#shared/calendar/book-date.ts'
import type { AccountLine, AccountView, EntryView, PrintJobView } from '#shared/contract/views.ts'
import type { PartyWords } from '#shared/credit/party-words.ts'
import type { ExchangeSettlement } from '#shared/exchange/exchange-book.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import type { OpKind } from '#shared/journal/op.ts'
import type { AccountCode, AccountKind } from '#shared/ledger/account.ts'
import type { BuiltEntry } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Currency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import type { PartyKind, PartyTaxFacts } from '#shared/parties/party.ts'
import type { LoggedNote } from '#shared/people/log-group.ts'
import type { PrintKind } from '#shared/printing/print-job.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { AttachmentStore } from './attachment-store.ts'
import type { ClosingStore, DayInvoiceStore, ShiftStore } from './closing-store.ts'
import type { CreditStore } from './credit-store.ts'
import type { EditLog } from './edit-log.ts'
import type { DefinitionStore, FactStore } from './fact-store.ts'
import type { BillStore, ItemStore, StockLedger, StockStore } from './goods-store.ts'
import type { MergeStore } from './merge-store.ts'
import type { MessageStore } from './message-store.ts'
import type { PaymentStore, UpiStore } from './payment-store.ts'
import type { PrintJobStore } from './print-job-store.ts'
import type { SlipStore } from './slip-store.ts'
import type { SyncStore } from './sync-store.ts'

/** Who did something and when: the wall clock's instant and the shop's offset from UTC in minutes. */
export interface Stamp {
  readonly atMs: number
  readonly offsetMinutes: number
  readonly person: string
}

/** Where a fact stands in the journal. */
export type OpNumber = number

/** A link of the chain: the number of an op and its hash. */
export interface Link {
  readonly n: OpNumber
  readonly hash: Uint8Array
}

export interface JournalStore {
  /** Chains a fact whose own row bears the link. Only inside `transact`, and in the order in which rows are written. */
  chain(kind: OpKind, stamp: Stamp, body: { readonly [key: string]: Json }): Link
  /** Chains one fact, writes its op down and answers its number. Only inside `transact`. */
  append(kind: OpKind, stamp: Stamp, body: { readonly [key: string]: Json }): OpNumber
  /** The number of the newest op; 0 for a file without any. */
  lastNumber(): OpNumber
}

export interface ShopRow {
  readonly shopId: string
  readonly deviceId: string
  readonly counterCode: string
  /** What every amount of the ledger is in. */
  readonly currency: Currency
  readonly isSample: boolean
  readonly createdAt: number
}

export interface ShopStore {
  /** Null until `create` was called: a file of our format without a shop in it. */
  read(): ShopRow | null
  create(row: ShopRow): void
  /** In a book that another counter's copy brought: from now on it is this counter's. The op that says so is the caller's. */
  succeed(device: Pick<ShopRow, 'shopId' | 'deviceId' | 'counterCode' | 'createdAt'>): void
  settings(): Settings
  putSetting(name: keyof Settings, value: Json, op: OpNumber): void
}

export interface AccountRow {
  readonly accountNo: number
  readonly code: AccountCode
  readonly kind: AccountKind
  readonly name: string
}

export interface AccountStore {
  byCode(code: AccountCode): AccountRow | null
  add(row: Omit<AccountRow, 'accountNo'>, op: OpNumber): AccountRow
  views(): AccountView[]
  balance(code: AccountCode): Minor
}

export interface PartyFields extends PartyTaxFacts {
  readonly id: string
  readonly name: string
  readonly kind: PartyKind
  readonly phone: string
  readonly place: string
  readonly alias: string
  readonly isArchived: boolean
}

export interface PartyRecord extends PartyFields {
  readonly partyNo: number
  readonly balanceMinor: Minor
  readonly entryCount: number
  readonly lastEntryNo: number | null
  readonly lastEntryOn: BookDate | null
}

export interface PartyPage extends PartyWords {
  readonly filter: 'all' | 'get' | 'give' | 'settled' | 'archived'
  readonly sort: 'name' | 'balance' | 'recent'
  readonly offset: number
  readonly limit: number
}

export interface PartyStore {
  byId(id: string): PartyRecord | null
  byNo(partyNo: number): PartyRecord | null
  /** Parties that are not archived and bear exactly this name and place. */
  sameName(name: string, place: string): PartyRecord[]
  /** Chains the party and stores it. */
  add(fields: PartyFields, stamp: Stamp): PartyRecord
  /** Chains what the party is from now on; what it was stays in its past. */
  change(fields: PartyFields, stamp: Stamp): void
  /** `getMinor` and `giveMinor`, both zero or more, are what all of them owe and are owed; zero where no words are asked for. */
  page(page: PartyPage): { parties: PartyRecord[]; total: number; getMinor: Minor; giveMinor: Minor }
  /** Parties of the newest entries, used last first: read off the end of the book. */
  usedLast(limit: number): PartyRecord[]
  /** Parties, put away or not, whose name, alias or telephone holds this text as it is written, used last first. It reads all. */
  written(text: string, limit: number, isArchived: boolean): PartyRecord[]
  /** Every party with what the search ranks by, in the order of recording, for building the index. */
  forSearch(afterPartyNo: number, limit: number): PartyRecord[]
  /** Parties that were added or changed by an op after this one. */
  changedAfter(op: OpNumber): PartyRecord[]
  count(): number
  /** What the party paid us, and what we paid it, in cash on a day of the book; not what was undone. Both zero or more. */
  cashOn(partyNo: number, bookOn: BookDate, periodNo: number): { inMinor: Minor; outMinor: Minor }
}

/** An entry with its place in the book, ready to be stored. */
export interface EntryRecord extends BuiltEntry {
  readonly id: string
  readonly number: string
  readonly bookOn: BookDate
  readonly occurredOn: BookDate | null
  readonly text: string
  readonly note: string
  readonly periodNo: number
  readonly reversesId: string | null
  readonly reason: string
}

export interface StoredEntry extends Omit<EntryRecord, 'periodNo'> {
  readonly entryNo: number
  readonly recordedAt: number
  readonly offsetMinutes: number
  readonly person: string
  readonly balanceAfterMinor: Minor | null
}

export interface EntryStore {
  /** Whether an entry of this id is recorded. */
  has(id: string): boolean
  byId(id: string): StoredEntry | null
  view(id: string): EntryView | null
  viewByNo(entryNo: number): EntryView | null
  /** The entry that undoes this one, if there is one. */
  reversalOf(entryNo: number): { entryNo: number; id: string } | null
  lastNo(): number
  /** By the clock of this counter; null when there is no entry. */
  lastRecordedAt(): number | null
  /** The first entry after one that this counter recorded itself; the number after the newest one when there is none. */
  firstOwnAfter(entryNo: number): number
  /** How many entries after one came from other counters. */
  othersAfter(entryNo: number): number
  /** When an entry was recorded; null when there is none of that number. */
  recordedAt(entryNo: number): number | null
  /** The latest day of the book that has an own entry after this one; null when there is no entry. */
  newestDaySince(entryNo: number): BookDate | null
  /**
   * Appends the op, the entry, its postings and every kept figure. Fails with `entry/balance-too-large`.
   * Only inside `transact`.
   */
  post(record: EntryRecord, stamp: Stamp): StoredEntry
  /** The next number of a series. The entry that is posted next takes it, if it is numbered. */
  nextNumber(series: Series): number
  /** Entries after one, newest first. */
  recent(afterEntryNo: number, beforeEntryNo: number | null, limit: number): EntryView[]
  statement(partyNo: number, beforeEntryNo: number | null, limit: number): AccountLine[]
  dayBook(filter: DayBookFilter, offset: number, limit: number): EntryView[]
  dayBookTotals(filter: DayBookFilter): DayBookTotals
  /** All entries in the order of recording, for export. */
  after(entryNo: number, limit: number): EntryView[]
  /** The same with their postings. */
  storedAfter(entryNo: number, limit: number): StoredEntry[]
}

/** What the ways out read beside what screens read. */
export interface ExchangeReads {
  /** Entries with their postings in the order of recording, a page at a time. */
  entriesAfter(entryNo: number, limit: number): StoredEntry[]
  /** What a payment was said to settle; null where nobody said. */
  settlementOf(entryNo: number): ExchangeSettlement | null
  /** Ops that stand in the journal word for word, in order, a page at a time. */
  opsAfter(n: OpNumber, limit: number): { readonly n: OpNumber; readonly op: string }[]
  /** The newest link of the chain, its hash as hexadecimal digits. */
  chainEnd(): { readonly n: OpNumber; readonly hash: string }
  /** The hash of a link; null when the chain has no such number. Reads every row of the journal until it is found. */
  hashAt(n: OpNumber): string | null
  /** Writes the whole book, with what is still in its log, into a new file that other programs can open. */
  copyTo(path: string): void
}

export interface DayBookFilter {
  readonly fromOn: BookDate
  readonly toOn: BookDate
  readonly kinds: readonly EntryKind[] | null
  readonly text: string
}

export interface DayBookTotals {
  readonly total: number
  readonly salesMinor: Minor
  readonly cashInMinor: Minor
  readonly cashOutMinor: Minor
  readonly upiMinor: Minor
  readonly creditMinor: Minor
}

export interface NewPrintJob {
  readonly id: string
  readonly kind: PrintKind
  readonly entryNo: number | null
  readonly closingNo: number | null
  readonly title: string
  readonly partyName: string
  readonly printerId: string
  /** Null for a paper that shall never lie on a disk: whoever drives the printers holds it until it is out. */
  readonly document: ReceiptDocument | null
  /** Of a paper without an entry or a closing, which the queue itself does not count; 1 when it is not said. */
  readonly copyNo?: number
}

export interface PrintStore extends PrintJobStore {
  /** Puts a first paper, or one more copy when there is one already, into the queue. */
  enqueue(job: NewPrintJob, atMs: number): void
  firstJobOfEntry(entryNo: number): { jobNo: number; id: string } | null
  firstJobOfClosing(zNo: number): { jobNo: number; id: string } | null
  views(limit: number, printerNames: ReadonlyMap<string, string>): PrintJobView[]
  view(id: string, printerNames: ReadonlyMap<string, string>): PrintJobView | null
  counts(): { waiting: number; trouble: number }
  /** How many papers wait for each printer, those in hand among them. A printer that none waits for is not named. */
  waitingByPrinter(): ReadonlyMap<string, number>
  /** Lets go of the paper of a job that belongs to no entry and no closing. */
  dropPaper(id: string): void
  /** Lets go of papers of jobs that ended before an instant, the oldest first, some hundreds at a time: they can be built again from the book. */
  forgetPapers(beforeMs: number): number
}

export interface AuditStore {
  /** How many notes of a kind name this bill among their details. */
  countOfBill(kind: string, billId: string): number
  note(
    event: { kind: LoggedNote; entryNo: number | null; details: { readonly [key: string]: Json } },
    stamp: Stamp
  ): void
}

export interface Totals {
  readonly getMinor: Minor
  readonly giveMinor: Minor
  readonly partyCount: number
}

/** A value of the file that is kept in memory. */
export interface Kept<Value> {
  get(): Value
  /** What was just written. */
  put(value: Value): void
}

/** One open ledger file. Everything is synchronous; a write happens inside `transact` and is on disk when it returns. */
export interface LedgerStore {
  readonly file: string
  /** Runs the work as one durable transaction, or not at all. Transactions do not nest. */
  transact<Value>(work: () => Value): Value
  /** Reads that belong together see one moment of the file, whoever writes meanwhile. */
  atOneMoment<Value>(reads: () => Value): Value
  readonly journal: JournalStore
  readonly facts: FactStore
  readonly definitions: DefinitionStore
  readonly credit: CreditStore
  readonly messages: MessageStore
  readonly shop: ShopStore
  readonly accounts: AccountStore
  readonly parties: PartyStore
  readonly merges: MergeStore
  readonly items: ItemStore
  readonly bills: BillStore
  readonly entries: EntryStore
  readonly stock: StockStore
  readonly stockLedger: StockLedger
  readonly upi: UpiStore
  readonly payments: PaymentStore
  readonly slips: SlipStore
  readonly attachments: AttachmentStore
  readonly closings: ClosingStore
  readonly shifts: ShiftStore
  readonly dayInvoices: DayInvoiceStore
  readonly prints: PrintStore
  readonly audit: AuditStore
  readonly exchange: ExchangeReads
  readonly editLog: EditLog
  /** What makes several counters one book. */
  readonly sync: SyncStore
  totals(): Totals
  /** Keeps a value that was read, as long as no other connection writes and no transaction is given up. */
  keep<Value>(read: () => Value): Kept<Value>
  /** Grows whenever another connection changed the file. */
  changesElsewhere(): number
  /** Whether the file still lies where it was opened. */
  isInPlace(): boolean
  /** Folds the write-ahead log into the file, when nobody waits. */
  checkpoint(): void
  /** Folds the whole log into the file and leaves nothing in it. */
  emptyLog(): void
  close(): void
}

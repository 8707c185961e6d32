import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zCarried } from '#shared/closing/carried.ts'
import { zCashCount } from '#shared/closing/cash-count.ts'
import { zDayFigures } from '#shared/closing/day-figures.ts'
import { zLateLine } from '#shared/closing/late-entries.ts'
import { zErrorCode } from '#shared/kernel/error-code-schema.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { ACCOUNT_KINDS } from '#shared/ledger/account.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { GUARD_RAILS } from '#shared/ledger/guard-rails.ts'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { PARTY_KINDS, zPartyTaxFacts } from '#shared/parties/party.ts'
import { PRINT_KINDS, PRINT_STATES } from '#shared/printing/print-job.ts'
import { PRINTER_CONDITIONS } from '#shared/printing/printer-status.ts'
import { PAPER_WORDS } from '#shared/printing/printer-words.ts'
import { zDayInvoiceDetails } from '#shared/sales/day-invoice.ts'
import { zAnswerDate, zAnswerId, zAnswerMinor } from './answer-scalars.ts'

/** What a screen gets to see. Views are plain JSON; instants are milliseconds since 1970 UTC. */

export const zFailure = z.strictObject({
  code: zErrorCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  field: z.string().optional()
})

export const zWarning = z.strictObject({ rail: z.enum(GUARD_RAILS), limitMinor: zMinor, totalMinor: zMinor })

export const zPartyView = z.strictObject({
  id: zId,
  name: z.string(),
  kind: z.enum(PARTY_KINDS),
  phone: z.string(),
  place: z.string(),
  alias: z.string(),
  ...zPartyTaxFacts.shape,
  isArchived: z.boolean(),
  /** Positive: the party owes us ("you will get"). Negative: we owe ("you will give"). */
  balanceMinor: zMinor,
  lastEntryOn: zBookDate.nullable(),
  entryCount: z.int()
})
export type PartyView = z.infer<typeof zPartyView>

/** A party found while typing, with the part of the name that was typed, when it stands there as typed. */
export const zPartyHit = zPartyView.extend({
  matchStart: z.int(),
  matchEnd: z.int()
})
export type PartyHit = z.infer<typeof zPartyHit>

/** What the entry line shows as soon as the party is known. */
export const zPartyBrief = zPartyView.extend({
  cashInTodayMinor: zMinor,
  cashOutTodayMinor: zMinor,
  /** How its credit stands: the limit (null: none), what is left of it, what is late, what was promised. */
  credit: z.strictObject({
    limitMinor: zMinor.nullable(),
    leftMinor: zMinor.nullable(),
    overdueMinor: zMinor,
    oldestDueOn: zBookDate.nullable(),
    promisedOn: zBookDate.nullable(),
    brokenMinor: zMinor
  }),
  lastEntry: z.strictObject({ kind: z.enum(ENTRY_KINDS), amountMinor: zMinor, bookOn: zBookDate }).nullable()
})

export const zAccountView = z.strictObject({
  code: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  /** Empty for the accounts and heads that `locales/` names (`accounts.<code>`). */
  name: z.string(),
  balanceMinor: zMinor
})
export type AccountView = z.infer<typeof zAccountView>

export const zEntryView = z.strictObject({
  id: zId,
  /** Order of recording in this file, from 1, without gaps. */
  entryNo: z.int(),
  kind: z.enum(ENTRY_KINDS),
  number: z.string(),
  bookOn: zBookDate,
  occurredOn: zBookDate.nullable(),
  recordedAt: z.int(),
  /** Wall time of the shop when it was recorded, `HH:MM`. */
  time: z.string(),
  personName: z.string(),
  partyId: zId.nullable(),
  partyName: z.string(),
  /** The expense head, or where a contra goes to; empty otherwise. */
  accountCode: z.string(),
  accountName: z.string(),
  text: z.string(),
  note: z.string(),
  /** What the entry is about: the bill, the payment, the expense. Never negative. */
  amountMinor: zMinor,
  /** What it did to the drawer: handed over less change; negative when cash went out. */
  cashMinor: zMinor,
  changeMinor: zMinor,
  upiMinor: zMinor,
  upiState: z.enum(UPI_STATES).nullable(),
  bankMinor: zMinor,
  /** What it did to the party's balance: positive when the party owes more. */
  creditMinor: zMinor,
  /** The party's balance after it. */
  balanceAfterMinor: zMinor.nullable(),
  reversesId: zId.nullable(),
  reversedById: zId.nullable(),
  reason: z.string(),
  /** The newest print job's state, or null when it was never to be printed. */
  printState: z.enum(PRINT_STATES).nullable(),
  printJobId: zId.nullable()
})
export type EntryView = z.infer<typeof zEntryView>

/** An entry as the account of a party shows it. Hundreds of them cross to the page at once: they bear what the account needs, no more. */
export const zAccountLine = zEntryView
  .pick({ entryNo: true, kind: true, number: true, partyName: true, text: true, note: true, reason: true })
  .extend({
    id: zAnswerId,
    bookOn: zAnswerDate,
    partyId: zAnswerId.nullable(),
    amountMinor: zAnswerMinor,
    cashMinor: zAnswerMinor,
    creditMinor: zAnswerMinor,
    balanceAfterMinor: zAnswerMinor.nullable(),
    reversesId: zAnswerId.nullable(),
    reversedById: zAnswerId.nullable()
  })
export type AccountLine = z.infer<typeof zAccountLine>

/** The strip above the entry line. */
export const zCounterSummary = z.strictObject({
  bookOn: zBookDate,
  dayOpenedAt: z.int().nullable(),
  lastSavedAt: z.int().nullable(),
  drawerMinor: zMinor,
  cashInTodayMinor: zMinor,
  upiTodayMinor: zMinor,
  upiUnprovedCount: z.int(),
  creditTodayMinor: zMinor,
  salesTodayMinor: zMinor,
  entryCountToday: z.int(),
  /** What all parties together owe us, and what we owe. Both zero or more. */
  getMinor: zMinor,
  giveMinor: zMinor,
  partyCount: z.int(),
  /** The clock stood later than now when an earlier entry was recorded: by how much. */
  clockBackMs: z.int(),
  /** Who works at the counter: the cashier who took the drawer over, or whom the settings name. */
  personName: z.string(),
  /** A day before today that was worked on and never closed. */
  forgottenOn: zBookDate.nullable(),
  printWaiting: z.int(),
  printTrouble: z.int(),
  /** The disk of the ledger has room for little more. */
  isDiskNearlyFull: z.boolean()
})
export type CounterSummary = z.infer<typeof zCounterSummary>

export const zCountView = z.strictObject({
  id: zId,
  countedAt: z.int(),
  personName: z.string(),
  count: zCashCount,
  countedMinor: zMinor
})
export type CountView = z.infer<typeof zCountView>

/** A count that was accepted: only now may anybody see what should be in the drawer. */
export const zCountResult = z.strictObject({
  counts: z.array(zCountView),
  figures: zDayFigures,
  countedMinor: zMinor,
  /** Counted less expected: negative is short. */
  overShortMinor: zMinor
})
export type CountResult = z.infer<typeof zCountResult>

/** A cashier's time at the drawer, as it was handed over: frozen like a Z. */
export const zShiftView = z.strictObject({
  id: zId,
  personName: z.string(),
  openedAt: z.int(),
  endedAt: z.int(),
  figures: zDayFigures,
  counts: z.array(zCountView),
  /** The count that stands; null: nobody counted, and `countedMinor` is the book's own figure. */
  countId: zId.nullable(),
  countedMinor: zMinor,
  overShortMinor: zMinor,
  reason: z.string(),
  toOwnerMinor: zMinor,
  toBankMinor: zMinor,
  /** What stayed in the drawer. */
  nextFloatMinor: zMinor,
  /** Who took over; empty when the day was closed. */
  nextPersonName: z.string()
})
export type ShiftView = z.infer<typeof zShiftView>

export const zClosingView = z.strictObject({
  id: zId,
  zNo: z.int(),
  bookOn: zBookDate,
  closedAt: z.int(),
  personName: z.string(),
  figures: zDayFigures,
  counts: z.array(zCountView),
  /** The count that stands; the others were recounted. Null: nobody counted, and `countedMinor` is the book's own figure. */
  countId: zId.nullable(),
  countedMinor: zMinor,
  overShortMinor: zMinor,
  reason: z.string(),
  toOwnerMinor: zMinor,
  toBankMinor: zMinor,
  nextFloatMinor: zMinor,
  /** The cashiers of the day, one after the other; none where nobody handed over. */
  shifts: z.array(zShiftView).default([]),
  /** Entries of later days that the next Z takes, when a forgotten day was closed. */
  carried: zCarried.nullable().default(null),
  /** What came of other counters for closed days, and was looked through since the Z before; older closings have none. */
  late: z.array(zLateLine).optional(),
  /** Payments by UPI that nothing had proved when the day was closed; older closings have none. */
  unproved: z
    .strictObject({
      payments: z.array(
        z.strictObject({
          number: z.string(),
          partyName: z.string(),
          amountMinor: zMinor,
          /** `HH:MM`; of another day, that day. */
          time: z.string(),
          /** `returned`: it was proved, and the money went out again. */
          state: z.enum(['waiting', 'claimed', 'returned'])
        })
      ),
      moreCount: z.int()
    })
    .optional()
})
export type ClosingView = z.infer<typeof zClosingView>

/** The one invoice for the small walk-in sales of a day. */
export const zDayInvoiceView = z.strictObject({
  id: zId,
  invoiceNo: z.int(),
  number: z.string(),
  periodNo: z.int(),
  bookOn: zBookDate,
  totalMinor: zMinor,
  details: zDayInvoiceDetails,
  /** Bills on it that were called off after it was made. */
  undone: z.array(z.string())
})
export type DayInvoiceView = z.infer<typeof zDayInvoiceView>

export const zPrintJobView = z.strictObject({
  id: zId,
  jobNo: z.int(),
  kind: z.enum(PRINT_KINDS),
  /** What it prints: a bill number, a Z number, a party's name. */
  title: z.string(),
  partyName: z.string(),
  printerId: z.string(),
  printerName: z.string(),
  /** Whether its words go out as a picture or as the printer's own letters; null where nobody asked. */
  words: z.enum(PAPER_WORDS).nullable(),
  copyNo: z.int(),
  state: z.enum(PRINT_STATES),
  failure: zFailure.nullable(),
  createdAt: z.int(),
  changedAt: z.int(),
  /** Whether the paper can still be shown (its document is kept). */
  hasPaper: z.boolean()
})
export type PrintJobView = z.infer<typeof zPrintJobView>

/** What is known of a printer. No condition at all: nobody has looked yet, or another process drives it. */
export const zPrinterView = z.strictObject({
  printerId: z.string(),
  conditions: z.array(z.enum(PRINTER_CONDITIONS)),
  /** When these conditions were first seen together: milliseconds since 1970-01-01 UTC. */
  since: z.int(),
  waitingPapers: z.int(),
  /** Whether it proves what it printed. Without proof a job ends as "sent, not confirmed". */
  canConfirm: z.boolean()
})
export type PrinterView = z.infer<typeof zPrinterView>

export const zStatement = z.strictObject({
  party: zPartyView,
  /** Balance before the first line shown. */
  openingMinor: zMinor,
  lines: z.array(zAccountLine),
  hasMore: z.boolean()
})
export type Statement = z.infer<typeof zStatement>

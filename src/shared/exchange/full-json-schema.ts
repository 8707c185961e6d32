import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { zMinor } from '#shared/money/money-schema.ts'

export const FULL_JSON_FORMAT = 'counterbook-book'
export const FULL_JSON_VERSION = 1

/** The first line of a full JSON: whose book it is, and where its chain stood. */
export const zFullHead = z.strictObject({
  format: z.literal(FULL_JSON_FORMAT),
  version: z.literal(FULL_JSON_VERSION),
  shop: z.strictObject({ id: zId, name: z.string(), state: z.string(), gstin: z.string(), currency: z.string() }),
  /** The newest fact of the journal: its number, and the hash that holds it and all before it. */
  chain: z.strictObject({ n: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) })
})

const zPosting = z.strictObject({ accountCode: z.string().min(1), partyId: zId.nullable(), amountMinor: zMinor })

/** The rows of each part, one a line. More may stand in them than is named here, where it says so. */
export const FULL_JSON_ROWS = {
  accounts: z.strictObject({
    code: z.string().min(1),
    kind: z.enum(['asset', 'liability', 'equity', 'income', 'expense']),
    /** Empty for the accounts that the program itself names. */
    name: z.string()
  }),
  /** Beside these: what it is for the tax, its balance, when it was changed. */
  parties: z.looseObject({
    partyNo: z.int().min(1),
    id: zId,
    name: z.string().min(1),
    kind: z.enum(['customer', 'supplier']),
    phone: z.string(),
    place: z.string(),
    alias: z.string()
  }),
  /** `item` is as the item form has it: units, prices, tax, barcodes. */
  items: z.looseObject({ itemNo: z.int().min(1), item: z.looseObject({ id: zId, name: z.string().min(1) }) }),
  /** In the order of recording. Debit is positive; the postings of each come to nothing. */
  entries: z.looseObject({
    entryNo: z.int().min(1),
    id: zId,
    kind: z.enum(ENTRY_KINDS),
    number: z.string(),
    bookOn: zBookDate,
    occurredOn: zBookDate.nullable(),
    partyId: zId.nullable(),
    reversesId: zId.nullable(),
    amountMinor: zMinor,
    postings: z.array(zPosting).min(2)
  }),
  /** An op of the journal, word for word, by its number in the chain. */
  facts: z.strictObject({ n: z.int().min(1), op: z.looseObject({}) })
} as const
export type FullJsonPart = keyof typeof FULL_JSON_ROWS

/** The last line: counts of the rows above, and the sum of all debits. */
export const zFullCounts = z.strictObject({
  accounts: z.int().min(0),
  parties: z.int().min(0),
  items: z.int().min(0),
  entries: z.int().min(0),
  facts: z.int().min(0),
  debitMinor: zMinor
})

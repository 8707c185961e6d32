import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { OP_KINDS } from '#shared/journal/op.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { LOG_GROUPS } from '#shared/people/log-group.ts'
import { command, query } from './endpoint.ts'

export const zLogFilter = z.strictObject({
  group: z.enum(LOG_GROUPS),
  /** The exact name; empty: everybody. */
  personName: zLine(60),
  /** By the day of the clock at which it was recorded; null: no end. */
  fromOn: zBookDate.nullable(),
  toOn: zBookDate.nullable(),
  /** A part of the party's name, of the amount or of what else a row says. */
  text: zLine(80)
})
export type LogFilter = z.infer<typeof zLogFilter>

export const zLogRow = z.strictObject({
  /** The op's number in the chain. */
  n: z.int(),
  at: z.int(),
  personName: z.string(),
  kind: z.enum(OP_KINDS),
  /** The kind of the entry, of the note or of the definition; empty for the others. */
  what: z.string(),
  /** What was done, in the words of the screens' language. */
  deed: z.string(),
  partyName: z.string(),
  amountMinor: zMinor.nullable(),
  /** What else the op says, in words; no ids, no secrets. */
  detail: z.string()
})
export type LogRow = z.infer<typeof zLogRow>

/** Who did what and when: the journal itself, read from its end. Nothing is written for it, and nothing can be left out of it. */
export const editLogEndpoints = {
  /** The newest first. A call looks at some thousand ops at most: fewer rows than asked for do not mean that there are no more. */
  'editLog.read': query(
    z.strictObject({ filter: zLogFilter, beforeN: z.int().min(1).nullable(), limit: z.int().min(1).max(500) }),
    z.strictObject({
      rows: z.array(zLogRow),
      /** Where the next call goes on; null at the beginning of the book. */
      nextBeforeN: z.int().nullable()
    })
  ),
  /** One op as the chain has it, with its hash. */
  'editLog.look': query(
    z.strictObject({ n: z.int().min(1) }),
    z.strictObject({ row: zLogRow, fact: z.string(), hash: z.string() })
  ),
  /**
   * Writes what the filter lets through where the person chooses; null when the dialog was left. How far it is comes as `work.progress`,
   * work `edit-log`. One at a time: fails with `export/one-at-a-time`.
   */
  'editLog.export': command(
    z.strictObject({ filter: zLogFilter, format: z.enum(['csv', 'pdf']) }),
    z.strictObject({ file: z.string() }).nullable()
  ),
  /** Ends what is being written, if anything is; `editLog.export` then fails with `export/stopped`, and there is no file. */
  'editLog.stopExport': command(z.strictObject({}), z.strictObject({})),
  /** On the receipts' roll: the slip of what was changed today is a filter like any other. */
  'editLog.print': command(z.strictObject({ id: zId, filter: zLogFilter }), z.strictObject({ jobId: zId }))
}

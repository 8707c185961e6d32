import { z } from 'zod'
import { appEndpoints } from './app-endpoints.ts'
import { attachmentEndpoints } from './attachment-endpoints.ts'
import { backupEndpoints } from './backup-endpoints.ts'
import { billBookEndpoints, billPaperEndpoints } from './bill-endpoints.ts'
import { bookEndpoints } from './book-endpoints.ts'
import type { Channel, EventName } from './channels.ts'
import { closingEndpoints } from './closing-endpoints.ts'
import { contactEndpoints } from './contact-endpoints.ts'
import { creditEndpoints } from './credit-endpoints.ts'
import { customerEndpoints } from './customer-endpoints.ts'
import { editLogEndpoints } from './edit-log-endpoints.ts'
import { encryptionEndpoints } from './encryption-endpoints.ts'
import type { Endpoint } from './endpoint.ts'
import { exchangeEndpoints } from './exchange-endpoints.ts'
import { importEndpoints } from './import-endpoints.ts'
import { goodsEndpoints, stockEndpoints, taxEndpoints } from './item-endpoints.ts'
import { labelEndpoints } from './label-endpoints.ts'
import { lanEndpoints } from './lan-endpoints.ts'
import { messageEndpoints } from './message-endpoints.ts'
import { paperEndpoints } from './paper-endpoints.ts'
import { paymentEndpoints } from './payment-endpoints.ts'
import { peopleEndpoints } from './people-endpoints.ts'
import { printerEndpoints } from './printer-endpoints.ts'
import { receiptEndpoints } from './receipt-endpoints.ts'
import { recurringEndpoints } from './recurring-endpoints.ts'
import { reportEndpoints, reportWayEndpoints } from './report-endpoints.ts'
import { slipEndpoints } from './slip-endpoints.ts'
import { statementEndpoints } from './statement-endpoints.ts'
import { syncEndpoints } from './sync-endpoints.ts'
import { updateEndpoints } from './update-endpoints.ts'
import { zFailure } from './views.ts'

/** Named part by part: written out as one type it is longer than the compiler will write down. */
export type Contract = typeof appEndpoints &
  typeof bookEndpoints &
  typeof creditEndpoints &
  typeof closingEndpoints &
  typeof recurringEndpoints &
  typeof paperEndpoints &
  typeof labelEndpoints &
  typeof receiptEndpoints &
  typeof importEndpoints &
  typeof exchangeEndpoints &
  typeof goodsEndpoints &
  typeof stockEndpoints &
  typeof billBookEndpoints &
  typeof billPaperEndpoints &
  typeof paymentEndpoints &
  typeof messageEndpoints &
  typeof statementEndpoints &
  typeof customerEndpoints &
  typeof printerEndpoints &
  typeof reportEndpoints &
  typeof reportWayEndpoints &
  typeof taxEndpoints &
  typeof attachmentEndpoints &
  typeof contactEndpoints &
  typeof slipEndpoints &
  typeof syncEndpoints &
  typeof backupEndpoints &
  typeof peopleEndpoints &
  typeof encryptionEndpoints &
  typeof updateEndpoints &
  typeof editLogEndpoints &
  typeof lanEndpoints

/** Every endpoint between renderer and main: the one map that both sides are typed and checked by. */
export const contract: Contract = {
  ...appEndpoints,
  ...bookEndpoints,
  ...creditEndpoints,
  ...closingEndpoints,
  ...recurringEndpoints,
  ...paperEndpoints,
  ...labelEndpoints,
  ...receiptEndpoints,
  ...importEndpoints,
  ...exchangeEndpoints,
  ...goodsEndpoints,
  ...stockEndpoints,
  ...billBookEndpoints,
  ...billPaperEndpoints,
  ...paymentEndpoints,
  ...messageEndpoints,
  ...statementEndpoints,
  ...customerEndpoints,
  ...printerEndpoints,
  ...reportEndpoints,
  ...reportWayEndpoints,
  ...taxEndpoints,
  ...attachmentEndpoints,
  ...contactEndpoints,
  ...slipEndpoints,
  ...syncEndpoints,
  ...backupEndpoints,
  ...peopleEndpoints,
  ...encryptionEndpoints,
  ...updateEndpoints,
  ...editLogEndpoints,
  ...lanEndpoints
} satisfies Record<Channel, Endpoint>

/** What a caller may pass (before defaults and brands). */
export type Input<Name extends Channel> = z.input<Contract[Name]['input']>
/** What a use case receives. */
export type Parsed<Name extends Channel> = z.output<Contract[Name]['input']>
/** What comes back. */
export type Output<Name extends Channel> = z.output<Contract[Name]['output']>

export const events = {
  /** Something was recorded, here or by another process on the same file. */
  'ledger.changed': z.strictObject({ lastEntryNo: z.int(), cause: z.enum(['here', 'elsewhere', 'opened']) }),
  'print.changed': z.strictObject({ jobId: z.string() }),
  /** Something else is known of a printer now: ask `print.printers`. */
  'printer.changed': z.strictObject({ printerId: z.string() }),
  /** Something else is to be said of the cloud account: ask `sync.status`. */
  'sync.changed': z.strictObject({}),
  /** A backup was begun, made or proved: ask `backup.status`. */
  'backup.changed': z.strictObject({}),
  /** Somebody else works here now, or nobody: ask `person.state`. */
  'person.changed': z.strictObject({}),
  /** Something else is to be said of updates: ask `update.status`. */
  'update.changed': z.strictObject({}),
  'ledger.trouble': zFailure,
  'work.progress': z.strictObject({
    work: z.enum(['import', 'export', 'verify', 'open', 'sample', 'find-printers', 'report', 'edit-log']),
    /** Which of several, where they are told apart: the id of a run of a report. */
    runId: z.string().optional(),
    done: z.int(),
    total: z.int()
  })
} as const satisfies Record<EventName, z.ZodType>
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

/** The use cases behind the endpoints, one a channel. A coded failure is thrown as `FailureError`. */
export type Handlers = {
  readonly [Name in Channel]: (
    input: Parsed<Name>
  ) => z.input<Contract[Name]['output']> | Promise<z.input<Contract[Name]['output']>>
}

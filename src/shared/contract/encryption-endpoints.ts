import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { command, query } from './endpoint.ts'
import { zPrintJobView } from './views.ts'

const nothing = z.strictObject({})
const zCode = zLine(60)

export const zEncryptionState = z.strictObject({
  /** Whether this copy of the app has the engine that encrypted books need. */
  isPossible: z.boolean(),
  /** Of the open book. */
  isOn: z.boolean(),
  /** Whether the system itself guards the key: without it, only the rights of a file do. */
  isKeyGuarded: z.boolean(),
  isSwitching: z.boolean()
})
export type EncryptionState = z.infer<typeof zEncryptionState>

/** The ledger file of a shop, encrypted as a whole. No key ever comes to a page: only the recovery code does, when it is made. */
export const encryptionEndpoints = {
  'encryption.state': query(nothing, zEncryptionState),
  /** A recovery code for this book. Nothing is changed until it is typed back. */
  'encryption.begin': command(nothing, z.strictObject({ recoveryCode: z.string() })),
  /** Prints the code that was begun with, on the printer of the receipts. */
  'encryption.printCode': command(z.strictObject({ id: zId }), zPrintJobView),
  /** Encrypts the open book by the code that was begun with. Fails with `ledger/wrong-code`. */
  'encryption.turnOn': command(z.strictObject({ code: zCode }), zEncryptionState),
  'encryption.turnOff': command(nothing, zEncryptionState),
  /** Makes this PC know the key of a book that it cannot open, and opens the last shop if none is open. Fails with `ledger/wrong-code`. */
  'encryption.enterCode': command(z.strictObject({ code: zCode }), nothing)
}

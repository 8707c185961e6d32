import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { MOST_LOCK_MINUTES, MOST_PERSON_NAME } from '#shared/people/person.ts'
import { ROLES } from '#shared/people/role.ts'
import { command, query } from './endpoint.ts'
import { zPrintJobView } from './views.ts'

const nothing = z.strictObject({})
const zPin = z.string().max(40)

export const zPersonView = z.strictObject({ id: zId, name: z.string(), role: z.enum(ROLES) })
export type PersonView = z.infer<typeof zPersonView>

/** Who may work here and who does. */
export const zPeopleState = z.strictObject({
  /** Whether this counter asks for PINs. */
  isOn: z.boolean(),
  isLocked: z.boolean(),
  /** Who works now; null while it is locked and where people are off. */
  person: zPersonView.nullable(),
  /** Everybody who has not left, in the order in which they were added. */
  people: z.array(zPersonView.extend({ hasPin: z.boolean() })),
  lockMinutes: z.int(),
  /** No owner has a PIN on this PC: only the recovery code opens it. */
  needsRecovery: z.boolean()
})
export type PeopleState = z.infer<typeof zPeopleState>

const zWithCode = z.strictObject({ state: zPeopleState, recoveryCode: z.string() })

/** The people of the shop, their PINs, and the lock. */
export const peopleEndpoints = {
  'person.state': query(nothing, zPeopleState),
  /** The owner sets his PIN: from now on this counter asks for one. The recovery code is answered once and never again. */
  'person.turnOn': command(z.strictObject({ id: zId, name: zLine(MOST_PERSON_NAME), pin: zPin }), zWithCode),
  'person.turnOff': command(z.strictObject({ pin: zPin }), zPeopleState),
  'person.add': command(
    z.strictObject({ id: zId, name: zLine(MOST_PERSON_NAME), role: z.enum(ROLES), pin: zPin.nullable() }),
    zPeopleState
  ),
  /** Another role, or gone. A name never changes. */
  'person.change': command(z.strictObject({ id: zId, role: z.enum(ROLES), isGone: z.boolean() }), zPeopleState),
  'person.setPin': command(z.strictObject({ id: zId, pin: zPin }), zPeopleState),
  'person.setRule': command(z.strictObject({ lockMinutes: z.int().min(0).max(MOST_LOCK_MINUTES) }), zPeopleState),
  /** Fails with `people/wrong-pin`, `people/wait` or `people/no-pin-here`. */
  'person.unlock': command(z.strictObject({ id: zId, pin: zPin }), zPeopleState),
  'person.lock': command(z.strictObject({ why: z.enum(['asked', 'idle']) }), zPeopleState),
  /** Prints the code that is shown, on the printer of the receipts. Fails with `people/wrong-code`: no other text can be printed. */
  'person.printCode': command(z.strictObject({ id: zId, code: zLine(60) }), zPrintJobView),
  /** Sets a new PIN of the owner by the recovery code, and answers the next code. */
  'person.recover': command(z.strictObject({ code: zLine(60), pin: zPin }), zWithCode)
}

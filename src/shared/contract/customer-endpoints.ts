import { z } from 'zod'
import { zCustomerDraft } from '#shared/customer-view/customer-draft.ts'
import { zCustomerView } from '#shared/customer-view/customer-view.ts'
import { DISPLAY_DIALECTS } from '#shared/customer-view/display-lines.ts'
import { command, query } from './endpoint.ts'
import { zFailure } from './views.ts'

const nothing = z.strictObject({})

/** Why the customer's window is seen or not. */
export const SCREEN_REASONS = [
  'shown',
  'off',
  'not-chosen',
  'one-display',
  'display-missing',
  'counter-is-there',
  'not-placeable'
] as const

const zDisplay = z.strictObject({
  /** Names the display until the displays change. */
  key: z.string(),
  /** The number that "show the numbers" writes on it. */
  number: z.int(),
  /** What the system calls it; often empty. */
  label: z.string(),
  width: z.int(),
  height: z.int(),
  /** The cashier's window stands on it. */
  isCounter: z.boolean(),
  isChosen: z.boolean()
})

export const zCustomerScreenState = z.strictObject({
  isOn: z.boolean(),
  reason: z.enum(SCREEN_REASONS),
  displays: z.array(zDisplay).readonly(),
  /** The display that was chosen, also while it is not there. */
  remembered: z.strictObject({ label: z.string(), width: z.int(), height: z.int() }).nullable()
})
export type CustomerScreenState = z.infer<typeof zCustomerScreenState>

export const LINE_DISPLAY_BAUD_RATES = [2400, 4800, 9600, 19_200, 38_400, 115_200] as const

const lineDisplay = {
  /** Which port, by the token of `customer.ports`; empty for none. */
  portToken: z.string().max(40),
  dialect: z.enum(DISPLAY_DIALECTS),
  baudRate: z.literal(LINE_DISPLAY_BAUD_RATES),
  /** The display hangs behind a printer on the same line, which passes on what is meant for it. */
  isBehindPrinter: z.boolean()
}
export const zLineDisplayChange = z.strictObject(lineDisplay)
export type LineDisplayChange = z.infer<typeof zLineDisplayChange>

export const zLineDisplayState = z.strictObject({
  ...lineDisplay,
  /** The port as people know it, also while it is not there; empty for none. */
  portName: z.string(),
  /** Why it shows nothing, or null. */
  failure: zFailure.nullable()
})
export type LineDisplayState = z.infer<typeof zLineDisplayState>

export const zSerialPort = z.strictObject({ token: z.string(), name: z.string() })
export type SerialPortEntry = z.infer<typeof zSerialPort>

export const customerEndpoints = {
  /** The line as the counter has it now; null when there is nothing for a customer. Answered before anything is drawn. */
  'customer.show': command(z.strictObject({ draft: zCustomerDraft.nullable() }), nothing),
  /** What the customer's screen shows, also when there is none: the cashier can turn his own to the customer. */
  'customer.look': query(nothing, zCustomerView),
  'customer.screen': query(nothing, zCustomerScreenState),
  'customer.chooseScreen': command(
    z.strictObject({ isOn: z.boolean(), displayKey: z.string().max(40).nullable() }),
    zCustomerScreenState
  ),
  'customer.identify': command(nothing, nothing),
  'customer.line': query(nothing, zLineDisplayState),
  'customer.ports': query(nothing, z.array(zSerialPort)),
  'customer.chooseLine': command(zLineDisplayChange, zLineDisplayState)
}

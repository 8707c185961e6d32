import type { LineDisplayChange, LineDisplayState, SerialPortEntry } from '#shared/contract/customer-endpoints.ts'
import type { DisplayLines } from '#shared/customer-view/display-lines.ts'
import { refuse } from '#shared/kernel/result.ts'

/** A display of two lines with twenty letters each. What this PC has chosen is kept with the PC, not in the ledger. */
export interface LineDisplay {
  /** Shows two lines as soon as the line is free; what was shown before and has not left yet is dropped. Never throws. */
  show(lines: DisplayLines): void
  state(): LineDisplayState
  /** Serial ports of this PC, each under a name of ours: no path ever comes from the screens. */
  ports(): Promise<readonly SerialPortEntry[]>
  /** Fails with `display/port-not-found` for a token that was not handed out. */
  choose(change: LineDisplayChange): LineDisplayState
  close(): Promise<void>
}

const NONE: LineDisplayState = {
  portToken: '',
  dialect: 'escpos',
  baudRate: 9600,
  isBehindPrinter: false,
  portName: '',
  failure: null
}

/** For processes that drive no devices: the command line runs beside the app that has the port. */
export const noLineDisplay: LineDisplay = {
  show() {},
  state: () => NONE,
  ports: async () => [],
  choose: () => refuse('display/port-not-found', {}, 'portToken'),
  async close() {}
}

import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { type PrinterCondition, STOPPING_CONDITIONS } from '#shared/printing/printer-status.ts'

/** The conditions that status bytes tell; `offline` only when nothing else explains it. None of them: the printer is ready. */
export type StatusConditions = ReadonlySet<PrinterCondition>

/** The numbers n of `DLE EOT n` in the order in which they are asked. */
export const ASKED = [1, 2, 3, 4] as const

export const askStatus = (): Uint8Array => Uint8Array.from(ASKED.flatMap((n) => [0x10, 0x04, n]))

/** Reads the four answers to `DLE EOT 1` to `4`. */
export function conditionsOfAnswers([
  general = 0,
  offline = 0,
  error = 0,
  paper = 0
]: readonly number[]): StatusConditions {
  return conditions({
    isOffline: (general & 0x08) !== 0,
    isCoverOpen: (offline & 0x04) !== 0,
    isPaperOut: (paper & 0x60) !== 0 || (offline & 0x20) !== 0,
    isPaperNearEnd: (paper & 0x0c) !== 0,
    error
  })
}

/** Reads the four bytes of automatic status. */
export function conditionsOfUnasked([general = 0, error = 0, paper = 0]: readonly number[]): StatusConditions {
  return conditions({
    isOffline: (general & 0x08) !== 0,
    isCoverOpen: (general & 0x20) !== 0,
    isPaperOut: (paper & 0x0c) !== 0,
    isPaperNearEnd: (paper & 0x03) !== 0,
    error
  })
}

interface StatusBits {
  readonly isOffline: boolean
  readonly isCoverOpen: boolean
  readonly isPaperOut: boolean
  readonly isPaperNearEnd: boolean
  /** Both ways of asking use the same bits: 0x08 knife, 0x20 a fault that stays, 0x40 too hot, 0x04 another that passes. */
  readonly error: number
}

function conditions(bits: StatusBits): StatusConditions {
  const found = new Set<PrinterCondition>()
  if (bits.isCoverOpen) found.add('cover-open')
  if (bits.isPaperOut) found.add('paper-out')
  if ((bits.error & 0x08) !== 0) found.add('cutter-jammed')
  if ((bits.error & 0x40) !== 0 && !bits.isCoverOpen) found.add('overheated')
  if ((bits.error & 0x24) !== 0) found.add('error')
  if (bits.isOffline && found.size === 0) found.add('offline')
  if (bits.isPaperNearEnd && !bits.isPaperOut) found.add('paper-near-end')
  return found
}

/** What keeps paper from coming out, the most telling first; null when nothing does. */
export function stoppedBy(conditions: Iterable<PrinterCondition>): PrinterCondition | null {
  return [...conditions].find((one) => STOPPING_CONDITIONS.has(one)) ?? null
}

const CODES: Readonly<Record<PrinterCondition, ErrorCode>> = {
  ready: 'print/printer-offline',
  silent: 'print/printer-offline',
  unreachable: 'print/printer-unreachable',
  unplugged: 'print/printer-unplugged',
  offline: 'print/printer-offline',
  'cover-open': 'print/cover-open',
  'paper-out': 'print/paper-out',
  'paper-near-end': 'print/paper-out',
  overheated: 'print/overheated',
  'cutter-jammed': 'print/cutter-jammed',
  error: 'print/printer-error'
}

export const codeOfCondition = (condition: PrinterCondition): ErrorCode => CODES[condition]

/**
 * What is known of a printer now. `ready`, `paper-near-end` and everything in between come from the printer's own
 * answers; `unreachable` means that it does not answer at all, `silent` that it takes bytes and never says anything,
 * as spoolers and many cheap printers do.
 */
export const PRINTER_CONDITIONS = [
  'ready',
  'silent',
  'unreachable',
  'unplugged',
  'offline',
  'cover-open',
  'paper-out',
  'paper-near-end',
  'overheated',
  'cutter-jammed',
  'error'
] as const
export type PrinterCondition = (typeof PRINTER_CONDITIONS)[number]

/** Conditions under which nothing can come out until somebody goes to the printer. */
export const STOPPING_CONDITIONS: ReadonlySet<PrinterCondition> = new Set<PrinterCondition>([
  'unreachable',
  'unplugged',
  'offline',
  'cover-open',
  'paper-out',
  'overheated',
  'cutter-jammed',
  'error'
])

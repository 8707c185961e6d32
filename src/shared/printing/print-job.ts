/** What a job puts on paper. */
export const PRINT_KINDS = [
  'receipt',
  'closing',
  'x-report',
  'statement',
  'test-page',
  'drawer',
  'label',
  'day-invoice',
  'report',
  'recovery-code'
] as const
export type PrintKind = (typeof PRINT_KINDS)[number]

/**
 * The truth about a job. `sending` is stored before the first byte goes out. `printed` is proved, by the printer or by a
 * person. `sent`: every byte was handed over and the printer says nothing more, as most do; nobody has to decide anything.
 * `sent-unconfirmed`: something went wrong after the first byte, so a person looks. None of the three is ever printed
 * again unasked.
 */
export const PRINT_STATES = [
  'queued',
  'checking',
  'sending',
  'printed',
  'sent',
  'sent-unconfirmed',
  'blocked',
  'failed',
  'dropped'
] as const
export type PrintState = (typeof PRINT_STATES)[number]

/** What the cashier says of a job that may or may not have come out. */
export const PRINT_DECISIONS = ['came-out', 'print-again', 'retry', 'drop'] as const
export type PrintDecision = (typeof PRINT_DECISIONS)[number]

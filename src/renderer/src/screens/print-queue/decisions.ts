import type { PrintDecision, PrintState } from '#shared/printing/print-job.ts'

/**
 * What may be decided of a job in each state. A paper that may have come out is only ever printed again as a
 * DUPLICATE, and only because somebody said so; one that surely did not come out is simply tried again.
 */
const DECISIONS: Readonly<Record<PrintState, readonly PrintDecision[]>> = {
  queued: ['drop'],
  checking: [],
  sending: [],
  printed: ['print-again'],
  sent: ['print-again'],
  'sent-unconfirmed': ['came-out', 'print-again', 'drop'],
  blocked: ['retry', 'drop'],
  failed: ['retry', 'drop'],
  dropped: []
}

export const canDecide = (state: PrintState, decision: PrintDecision): boolean => DECISIONS[state].includes(decision)

/** Whether a job waits for a person. */
export const needsPerson = (state: PrintState): boolean =>
  state === 'sent-unconfirmed' || state === 'blocked' || state === 'failed'

/** Whether a job may be taken to another printer; one that may have come out goes there as a DUPLICATE. */
export const isMovable = (state: PrintState): boolean => MOVABLE.has(state)

const MOVABLE: ReadonlySet<PrintState> = new Set<PrintState>(['queued', 'blocked', 'failed', 'sent-unconfirmed'])

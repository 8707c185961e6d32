import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { StatusDot, type StatusTone } from '#renderer/components/StatusDot.tsx'
import type { PrintState } from '#shared/printing/print-job.ts'

const TONE: Readonly<Record<PrintState, StatusTone>> = {
  queued: 'off',
  checking: 'off',
  sending: 'off',
  printed: 'good',
  sent: 'off',
  'sent-unconfirmed': 'warn',
  blocked: 'bad',
  failed: 'bad',
  dropped: 'off'
}

/** What became of the receipt. */
export function PrintMark({ state }: { readonly state: PrintState | null }) {
  const words = useLedgerWords()
  return state === null ? null : <StatusDot tone={TONE[state]} label={words.print(state)} />
}

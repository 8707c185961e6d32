import { appendFileSync } from 'node:fs'

/** What a run of a proof was, in counts. */
export interface ProofRun {
  /** The part of `npm run nightly`. */
  readonly part: string
  readonly seed: number
  /** Every figure by its name, in the order in which it is told. */
  readonly counts: Readonly<Record<string, number>>
}

/** Tells what was run to the report of the nightly run, where there is one: the file that `PROOF_REPORT` names. */
export function reportProof(run: ProofRun): void {
  const file = process.env.PROOF_REPORT
  if (file) appendFileSync(file, `${JSON.stringify({ ...run, endedAt: new Date().toISOString() })}\n`)
}

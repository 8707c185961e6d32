/** How long a printer is waited for. All in milliseconds. */
export interface Patience {
  /** For the printer to be reached at all. */
  readonly connectMs: number
  /** For a printer that nobody knows yet to answer the first question. Silent ones cost this once. */
  readonly probeMs: number
  /** For a printer that has answered before. */
  readonly answerMs: number
  /** How long a good answer holds: a job that follows at once is not kept waiting for another. */
  readonly freshMs: number
  /** Without a byte taken or received, while no status explains it. */
  readonly idleMs: number
  /** For the proof, while the printer says that all is well. */
  readonly fenceMs: number
  /** Between questions while a job waits for its proof. */
  readonly pollMs: number
  /** For a silent printer to close its side after it has everything. Many never do. */
  readonly closeMs: number
  /** How long a line that stalled is kept, so that the rest can still come out after a refill. */
  readonly lingerMs: number
  /** How long a line is kept for the next job. */
  readonly reuseMs: number
  /** For a printer to be reached when nothing waits for it: what is wrong shall be seen within two seconds. */
  readonly lookConnectMs: number
  /** Between looks at a printer that has answered before. */
  readonly answeringRestMs: number
  /** Between looks at one that never says anything: there is only its line to be tried. */
  readonly restMs: number
}

export const PATIENCE: Patience = {
  connectMs: 4000,
  probeMs: 300,
  answerMs: 1500,
  freshMs: 250,
  idleMs: 15_000,
  fenceMs: 20_000,
  pollMs: 700,
  closeMs: 3000,
  lingerMs: 300_000,
  reuseMs: 400,
  lookConnectMs: 800,
  answeringRestMs: 700,
  restMs: 20_000
}

/** A clock that never jumps, and something to be done later. Passed in, so that tests play an hour in a moment. */
export interface Timer {
  elapsedMs(): number
  /** Answers what calls it off. */
  after(delayMs: number, work: () => void): () => void
}

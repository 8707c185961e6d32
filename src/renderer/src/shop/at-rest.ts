export interface AtRest {
  tell(): void
  stop(): void
}

/** Answers news once nothing more was told for so long: for what costs main more than a moment. */
export function atRest(answer: () => void, restMs: number): AtRest {
  let waiting: ReturnType<typeof setTimeout> | null = null
  const stop = () => {
    if (waiting !== null) clearTimeout(waiting)
    waiting = null
  }
  return {
    stop,
    tell() {
      stop()
      waiting = setTimeout(answer, restMs)
    }
  }
}

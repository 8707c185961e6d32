/** News that come closer together than this are answered together: a paper tells of itself three or four times on its way. */
const CALM_MS = 150

export interface ToldTogether {
  /** Something was heard that may wait for what comes with it. */
  tell(): void
  /** Something was heard that somebody waits for: an entry. */
  tellNow(): void
  stop(): void
}

/**
 * Answers the first news at once, and what follows it closely with one answer more when the time is over. Each answer is
 * a question to the main process and a picture of the screen, which the next entry would have to wait for.
 */
export function toldTogether(answer: () => void): ToldTogether {
  let waiting: ReturnType<typeof setTimeout> | null = null
  let isTold = false

  function over(): void {
    waiting = null
    if (isTold) answerNow()
  }

  function answerNow(): void {
    if (waiting !== null) clearTimeout(waiting)
    isTold = false
    waiting = setTimeout(over, CALM_MS)
    answer()
  }

  return {
    tell() {
      if (waiting === null) answerNow()
      else isTold = true
    },
    tellNow: answerNow,
    stop() {
      if (waiting !== null) clearTimeout(waiting)
      waiting = null
      isTold = false
    }
  }
}

export interface IdleWatch {
  /** Somebody pressed a key or moved the mouse. */
  seen(): void
  stop(): void
}

/** How often it is looked whether the time is over: whoever comes back a moment too late finds it locked, not half open. */
const LOOK_MS = 5_000

/** Tells once that nobody did anything for so long. A PC that slept meanwhile counts the sleep, for the clock went on. */
export function watchIdle(afterMs: number, nowMs: () => number, onIdle: () => void): IdleWatch {
  let seenAt = nowMs()
  const looking = setInterval(
    () => {
      if (nowMs() - seenAt < afterMs) return
      clearInterval(looking)
      onIdle()
    },
    Math.min(LOOK_MS, afterMs)
  )
  return {
    seen() {
      seenAt = nowMs()
    },
    stop: () => clearInterval(looking)
  }
}

import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock } from '#main/ports/clock.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Timer } from '#main/ports/timer.ts'

/** The computer's clock, in the time zone that the computer is set to. */
export const systemClock: Clock = {
  now() {
    const now = new Date()
    return { epochMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset() }
  }
}

export const systemRandomness: Randomness = { newId: () => v7(), newNumber: () => randomInt(2 ** 31) }

/** Nothing that it waits for keeps the process alive. */
export const systemTimer: Timer = {
  elapsedMs: () => performance.now(),
  after(delayMs, work) {
    const waiting = setTimeout(work, delayMs).unref()
    return () => clearTimeout(waiting)
  }
}

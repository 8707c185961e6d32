import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock } from '#main/ports/clock.ts'
import type { Randomness } from '#main/ports/randomness.ts'

/** The computer's clock, in the time zone that the computer is set to. */
export const systemClock: Clock = {
  now() {
    const now = new Date()
    return { epochMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset() }
  }
}

export const systemRandomness: Randomness = { newId: () => v7(), newNumber: () => randomInt(2 ** 31) }

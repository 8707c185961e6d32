import { seededRandom } from '#tests/bench/made-parties.ts'

/** Chance from a seed: the same seed throws the same dice. */
export interface Dice {
  /** From 0 up to 1. */
  readonly random: () => number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True so often, of 1. */
  chance(of: number): boolean
  one<Value>(of: readonly Value[]): Value
  /** Of pairs of a weight and a value, one. */
  weighted<Value>(of: readonly (readonly [number, Value])[]): Value
  /** A UUID of version 7, so that a run can be played again with the same ids. */
  id(): string
}

export function throwDice(seed: number): Dice {
  const random = seededRandom(seed)
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const hex = (length: number) => Array.from({ length }, () => whole(0, 15).toString(16)).join('')
  return {
    random,
    whole,
    chance: (of) => random() < of,
    one<Value>(of: readonly Value[]): Value {
      const value = of[whole(0, of.length - 1)]
      if (value === undefined && of.length === 0) throw new Error('there is nothing to choose from')
      return value as Value
    },
    weighted(of) {
      let left = random() * of.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of of) {
        left -= weight
        if (left < 0) return value
      }
      throw new Error('there is nothing to choose from')
    },
    id: () => `${hex(8)}-${hex(4)}-7${hex(3)}-${'89ab'[whole(0, 3)]}${hex(3)}-${hex(12)}`
  }
}

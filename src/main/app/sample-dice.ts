/** A small generator of numbers (mulberry32): the sample is the same for everybody. */
export class SampleDice {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  /** A whole number from 0 up to, but not, `sides`. */
  roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.roll(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
}

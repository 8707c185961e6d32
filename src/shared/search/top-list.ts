/**
 * The best few of many, by score (higher is better), then by number (lower is better), so that what is kept never depends
 * on the order of offering. A binary heap with the worst on top.
 */
export class TopList {
  private readonly scores: Float64Array
  private readonly numbers: Float64Array
  private readonly slots: Int32Array
  private size = 0
  private highest = Number.NEGATIVE_INFINITY
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
    this.scores = new Float64Array(limit)
    this.numbers = new Float64Array(limit)
    this.slots = new Int32Array(limit)
  }

  get isFull(): boolean {
    return this.size === this.limit
  }

  /** The highest score offered so far. */
  get best(): number {
    return this.highest
  }

  /** Whether an offer with this score, and a number still unknown, could be kept. */
  admits(score: number): boolean {
    return score >= this.least
  }

  /** The least score that could be kept. */
  get least(): number {
    return this.size < this.limit ? Number.NEGATIVE_INFINITY : (this.scores[0] ?? Number.POSITIVE_INFINITY)
  }

  offer(score: number, number: number, slot: number): void {
    if (score > this.highest) this.highest = score
    if (this.size < this.limit) {
      this.set(this.size, score, number, slot)
      this.size++
      this.rise(this.size - 1)
    } else if (this.limit > 0 && this.isWorse(0, score, number)) {
      this.set(0, score, number, slot)
      this.sink(0)
    }
  }

  /** What was kept, best first. Empties the list. */
  take(): { slot: number; score: number }[] {
    const best: { slot: number; score: number }[] = []
    while (this.size > 0) {
      best.push({ slot: this.slots[0] ?? 0, score: this.scores[0] ?? 0 })
      this.size--
      this.move(this.size, 0)
      this.sink(0)
    }
    return best.reverse()
  }

  private isWorse(place: number, score: number, number: number): boolean {
    const own = this.scores[place] ?? 0
    return own < score || (own === score && (this.numbers[place] ?? 0) > number)
  }

  private isWorseThan(place: number, other: number): boolean {
    return this.isWorse(place, this.scores[other] ?? 0, this.numbers[other] ?? 0)
  }

  private rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1
      if (!this.isWorseThan(place, parent)) return
      this.swap(place, parent)
      place = parent
    }
  }

  private sink(from: number): void {
    for (let place = from; ; ) {
      const left = 2 * place + 1
      const right = left + 1
      let worst = place
      if (left < this.size && this.isWorseThan(left, worst)) worst = left
      if (right < this.size && this.isWorseThan(right, worst)) worst = right
      if (worst === place) return
      this.swap(place, worst)
      place = worst
    }
  }

  private swap(one: number, other: number): void {
    const score = this.scores[one] ?? 0
    const number = this.numbers[one] ?? 0
    const slot = this.slots[one] ?? 0
    this.move(other, one)
    this.set(other, score, number, slot)
  }

  private move(from: number, to: number): void {
    this.set(to, this.scores[from] ?? 0, this.numbers[from] ?? 0, this.slots[from] ?? 0)
  }

  private set(place: number, score: number, number: number, slot: number): void {
    this.scores[place] = score
    this.numbers[place] = number
    this.slots[place] = slot
  }
}

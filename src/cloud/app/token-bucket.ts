/** How often something may be done: `burst` times at once, then `perSecond`. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

interface Bucket {
  readonly left: number
  readonly at: number
}

/** At most so many buckets a process: an attacker with many addresses costs others their history, never the memory. */
const MOST_BUCKETS = 100_000

/** Buckets of tokens by a key, in this process. What must hold across servers is counted in the database instead. */
export class TokenBuckets {
  readonly #rate: Rate
  readonly #most: number
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: Rate, most = MOST_BUCKETS) {
    this.#rate = rate
    this.#most = most
  }

  /** Takes a token; 0 when there was one, else in how many seconds there is. `nowMs` is any clock in milliseconds. */
  take(key: string, nowMs: number): number {
    const { burst, perSecond } = this.#rate
    const before = this.#buckets.get(key) ?? { left: burst, at: nowMs }
    // A clock that went back gives nothing, and takes nothing away.
    const left = Math.min(burst, before.left + (Math.max(0, nowMs - before.at) / 1000) * perSecond)
    this.#buckets.delete(key)
    this.#buckets.set(key, { left: left >= 1 ? left - 1 : left, at: nowMs })
    if (this.#buckets.size > this.#most) this.#forgetOldest()
    return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond)
  }

  #forgetOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key)
      return
    }
  }
}

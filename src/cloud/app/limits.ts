import { type Rate, TokenBuckets } from './token-bucket.ts'
import { WireRefusal } from './wire-refusal.ts'

/** What is limited: pushes and pulls of one counter, and all requests from one place on the internet. */
export type Rates = Readonly<Record<'push' | 'pull' | 'place', Rate>>

/**
 * A counter pushes once for each entry and polls each minute at the most. The bursts are for the first upload and for a restore: a shop of 200,000 facts comes in
 * 400 pushes. Many counters of a market may come from one address.
 */
export const RATES: Rates = {
  push: { burst: 60, perSecond: 4 },
  pull: { burst: 120, perSecond: 4 },
  place: { burst: 300, perSecond: 30 }
}

/** What a device does often. */
export type Busy = 'push' | 'pull'

const ALWAYS: Rate = { burst: Number.POSITIVE_INFINITY, perSecond: 1 }
/** For benches, and for tests whose clock stands still. */
export const NO_RATES: Rates = { push: ALWAYS, pull: ALWAYS, place: ALWAYS }

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/

/** How often this process answers whom. What must hold across processes (codes, pairings) is counted in the database. */
export class Limits {
  readonly #buckets: Readonly<Record<keyof Rates, TokenBuckets>>

  constructor(rates: Rates = RATES) {
    this.#buckets = {
      push: new TokenBuckets(rates.push),
      pull: new TokenBuckets(rates.pull),
      place: new TokenBuckets(rates.place)
    }
  }

  /** Refuses with `too-many` and the seconds to wait. */
  takeOfDevice(what: Busy, whose: { readonly accountId: string; readonly deviceNo: number }, nowMs: number): void {
    refuseFor(this.#buckets[what].take(`${whose.accountId}/${whose.deviceNo}`, nowMs))
  }

  /**
   * The same for whoever comes from one place. What comes from this very machine is a reverse proxy that nobody named, and all shops
   * stand behind it: it is not limited.
   */
  takeOfPlace(address: string, place: string, nowMs: number): void {
    if (!LOOPBACK.test(address)) refuseFor(this.#buckets.place.take(place, nowMs))
  }
}

function refuseFor(waitSeconds: number): void {
  if (waitSeconds > 0) throw new WireRefusal('too-many', { retryAfterSeconds: waitSeconds })
}

import type { Clock } from '#main/ports/clock.ts'
import type { Log } from '#main/ports/log.ts'
import type { PublicLinkAsk, PublicLinks } from '#main/ports/public-links.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { SyncStore } from '#main/ports/sync-store.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { LinkView } from '#shared/sync/link-wire.ts'
import type { SignedIn } from './signed-in.ts'

export interface PublicLinkParts {
  readonly store: SyncStore
  readonly clock: Clock
  readonly timer: Timer
  readonly randomness: Randomness
  readonly log: Log
  asks(): Promise<SignedIn>
  /** Sends what was recorded; resolves when it was tried. */
  send(): Promise<void>
  /** Whether a payment is waited for on the screen now. */
  awaiting(isAwaiting: boolean): void
}

/** So long somebody who opens a dialog waits for its page; it is made all the same, and known when it is there. */
const PATIENCE_MS = 2_000
/** After a failure it is left alone for so long. */
const REST_MS = 30_000
const DAYS = 30
const DAY_MS = 86_400_000
const MOST_KEPT = 500
/** Nobody waits longer before a screen. */
const AWAITED_MS = 10 * 60_000

interface Made {
  readonly linkId: string
  view: LinkView | null
  work: Promise<void> | null
  failedAt: number | null
}

/** Makes pages at the server of the account, and remembers them for as long as the book is open. */
export function createPublicLinks(parts: PublicLinkParts): PublicLinks {
  const { store, clock, timer, randomness, log } = parts
  const made = new Map<string, Made>()
  let watchers = 0
  let cancel: () => void = () => {}

  const keyOf = ({ kind, partyId, amountMinor, reference }: PublicLinkAsk): string =>
    `${kind} ${partyId} ${amountMinor} ${reference}`

  function entryFor(ask: PublicLinkAsk): Made {
    const key = keyOf(ask)
    const known = made.get(key)
    // A page that ends soon is no page to send.
    if (known !== undefined && (known.view === null || known.view.expiresAt - DAY_MS > clock.now().epochMs))
      return known
    const fresh: Made = { linkId: randomness.newId(), view: null, work: null, failedAt: null }
    if (made.size >= MOST_KEPT) made.clear()
    made.set(key, fresh)
    return fresh
  }

  /** What the link names has to be in the cloud before anybody can pay for it: so its payment never comes before its party. */
  async function makeAtServer(ask: PublicLinkAsk, one: Made): Promise<void> {
    try {
      if (store.counts().waitingOps > 0) await parts.send()
      if (store.counts().waitingOps > 0) throw new Error('not all is sent')
      const server = await parts.asks()
      const asked = { ...ask, linkId: one.linkId, days: DAYS, isByGateway: true }
      one.view = await server.ask((token) => server.remote.makeLink(token, asked))
    } catch {
      log.warn('no page was made for a link')
      one.failedAt = timer.elapsedMs()
    }
    one.work = null
  }

  const mayAsk = (one: Made): boolean => one.failedAt === null || timer.elapsedMs() - one.failedAt >= REST_MS
  const patience = () => new Promise<void>((resolve) => void timer.after(PATIENCE_MS, resolve))

  return {
    known: (ask) => made.get(keyOf(ask))?.view?.url ?? null,
    async make(ask) {
      if (store.account()?.state !== 'on') return null
      const one = entryFor(ask)
      if (one.view === null && mayAsk(one)) {
        one.work ??= makeAtServer(ask, one)
        await Promise.race([one.work, patience()])
      }
      return one.view?.url ?? null
    },
    watch(isWatched) {
      watchers = Math.max(0, watchers + (isWatched ? 1 : -1))
      cancel()
      const isAwaiting = watchers > 0 && store.account()?.state === 'on'
      parts.awaiting(isAwaiting)
      if (isAwaiting) cancel = timer.after(AWAITED_MS, () => parts.awaiting(false))
    }
  }
}

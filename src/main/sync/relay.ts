import type { SyncStore } from '#main/ports/sync-store.ts'
import { EXCHANGE_BYTES, MOST_EXCHANGE_OPS, type SealedChunk } from '#shared/sync/lan-wire.ts'
import type { Chunk } from '#shared/sync/wire.ts'
import { give } from './reattach.ts'
import type { SignedIn } from './signed-in.ts'

/** The server gives numbers and log hash itself; when it hears of a fact is the server's to say too, and nothing comes from the future. */
const unplaced = ({ devFrom, devTo, ops, ...chunk }: SealedChunk): Chunk => ({
  ...chunk,
  ...{ devFrom, devTo, ops, seqFrom: 1, seqTo: ops.length },
  ...{ logHash: '0'.repeat(64), receivedAt: Number.MAX_SAFE_INTEGER }
})

/**
 * Gives the server what other counters handed over in the shop's own net, as far as it stands before the next own chunk: what a fact of this
 * counter rests on is there before it, though its own counter may have no line for days. What the server has already, it knows by its hash.
 * @returns how many chunks were given. Throws `RemoteTroubleError`.
 */
export async function relayOthers(store: SyncStore, server: SignedIn, refused: Set<string>): Promise<number> {
  let given = 0
  const account = store.account()
  const ends = new Map(store.placedEnds())
  const isAnyLeft = store.devices().some(({ deviceNo, lastN }) => {
    return deviceNo !== account?.deviceNo && (ends.get(deviceNo) ?? lastN) < lastN
  })
  while (account !== null && isAnyLeft) {
    const page = store.sealedAfter(ends, { ops: MOST_EXCHANGE_OPS, bytes: EXCHANGE_BYTES })
    const own = page.findIndex(({ deviceNo }) => deviceNo === account.deviceNo)
    const others = own < 0 ? page : page.slice(0, own)
    for (const chunk of others) ends.set(chunk.deviceNo, chunk.devTo)
    const fresh = others.filter(({ headHash }) => !refused.has(headHash))
    for (const { headHash } of fresh) refused.add(headHash)
    given += await give(server, account.epoch, fresh.map(unplaced))
    if (own >= 0 || others.length === 0) return given
  }
  return given
}

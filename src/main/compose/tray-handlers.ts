import { answerOf } from '#main/sync/reaction.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { SyncTray } from '#shared/contract/sync-endpoints.ts'
import { readEntryBody } from '#shared/sync/entry-body.ts'
import { readWireOp } from '#shared/sync/wire-op.ts'
import type { ShopKeeper } from './shop-keeper.ts'

/** So many entries of a tray are shown; all of it is taken or dropped. */
const SHOWN = 200

/** What retired counters still brought, as the server holds it: looked through, then taken into the book or dropped. */
export function createTrayHandlers({
  keeper
}: {
  readonly keeper: ShopKeeper
}): Pick<Handlers, 'sync.trays' | 'sync.emptyTray'> {
  const partyName = (partyId: string | null) =>
    partyId === null ? '' : (keeper.book().store.parties.byId(partyId)?.name ?? '')

  /** The entries among what a counter brought, the oldest first. What is no entry is only counted. */
  const entriesIn = (ops: readonly string[]): SyncTray['entries'] =>
    ops
      .flatMap((text) => {
        const op = readWireOp(text)
        const entry = op?.k === 'entry.post' ? readEntryBody(op.d) : null
        if (entry === null) return []
        const { kind, bookOn, number, amountMinor, partyId } = entry
        return [{ kind, bookOn, number, amountMinor, partyName: partyName(partyId) }]
      })
      .slice(0, SHOWN)

  return {
    async 'sync.trays'() {
      const server = await keeper.cloud().loop.asks()
      const waiting = await answerOf(server.ask((token) => server.remote.trays(token)))
      const trays: SyncTray[] = []
      for (const tray of waiting) {
        const ops = await answerOf(server.ask((token) => server.remote.trayOps(token, tray.deviceNo)))
        trays.push({ ...tray, entries: entriesIn(ops) })
      }
      return trays
    },
    async 'sync.emptyTray'({ deviceNo, does }) {
      const { loop } = keeper.cloud()
      const server = await loop.asks()
      const opCount = await answerOf(server.ask((token) => server.remote.emptyTray(token, deviceNo, does)))
      if (does === 'take') await loop.now()
      return { opCount }
    }
  }
}

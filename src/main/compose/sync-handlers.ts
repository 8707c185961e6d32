import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { stampOf } from '#main/app/book.ts'
import { foundJoined } from '#main/app/found-joined.ts'
import { readLate, takeLate } from '#main/app/late-entries.ts'
import { succeedInCopy } from '#main/app/succeed-in-copy.ts'
import { NEWEST_FORM } from '#main/db/open-ledger.ts'
import { qrRows } from '#main/devices/displays/qr-rows.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { PendingJoinFile } from '#main/ports/pending-join.ts'
import type { ShopRegistry } from '#main/ports/shop-registry.ts'
import type { DeviceView } from '#main/ports/sync-remote.ts'
import type { SyncDevice, SyncNotice } from '#main/ports/sync-store.ts'
import { bringBook } from '#main/sync/bring-book.ts'
import { forgetDeviceKey } from '#main/sync/device-key.ts'
import { foundAccount, keepAccount, keepAccountInCopy, type NewAccount } from '#main/sync/enrolment.ts'
import { httpRemote } from '#main/sync/http-remote.ts'
import { Joining, type JoinState, type ShopAbroad } from '#main/sync/joining.ts'
import { answerOf } from '#main/sync/reaction.ts'
import { keepDevices } from '#main/sync/take-chunks.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { JoinView, SyncCounter, SyncNoticeView } from '#shared/contract/sync-endpoints.ts'
import type { Sha256 } from '#shared/journal/op.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { counterCode } from '#shared/numbering/document-number.ts'
import type { Language } from '#shared/settings/settings.ts'
import { keyWords } from '#shared/sync/key-words.ts'
import { readPairCode, shownPairCode } from '#shared/sync/pair-code.ts'
import type { CloudParts } from './cloud.ts'
import type { ShopKeeper } from './shop-keeper.ts'
import { createTrayHandlers } from './tray-handlers.ts'

type SyncHandlers = Pick<Handlers, Extract<keyof Handlers, `sync.${string}`>>

export interface SyncHandlerParts extends CloudParts {
  readonly keeper: ShopKeeper
  readonly texts: LocaleTexts
  readonly systemLanguage: Language
  readonly registry: ShopRegistry
  readonly pending: PendingJoinFile
  /** Aborted when the app is closed. */
  readonly closed: AbortSignal
}

/** The kind of definition by which a counter of the shop vouches for the key of another. */
const VOUCHED = 'counter-key' as const
const NOTICES_SHOWN = 200

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** The account in the cloud, and the counters that share the book. */
export function createSyncHandlers(parts: SyncHandlerParts): SyncHandlers {
  return {
    ...accountHandlers(parts),
    ...counterHandlers(parts),
    ...joinHandlers(parts),
    ...noticeHandlers(parts),
    ...createTrayHandlers(parts)
  }
}

type AccountHandlers = Pick<SyncHandlers, `sync.${'status' | 'turnOn' | 'now' | 'pause' | 'lean' | 'leave'}`>

function accountHandlers(parts: SyncHandlerParts): AccountHandlers {
  const { keeper, vault } = parts
  const status = () => keeper.cloud().status()
  return {
    'sync.status': status,
    async 'sync.turnOn'({ server, owner }) {
      const book = keeper.book()
      const { isSample, counterCode: code } = book.shop()
      if (isSample) refuse('sync/sample')
      if (owner !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(owner)) refuse('sync/owner-address', {}, 'owner')
      const before = book.store.sync.account()
      if (before !== null && before.state !== 'left') refuse('sync/already-on')
      // They are no facts of this counter, so a new account would lack them.
      const others = book.store.sync.devices().filter(({ deviceNo }) => deviceNo !== before?.deviceNo)
      if (others.some(({ lastN }) => lastN > 0)) refuse('sync/of-others')
      const { shopName, counterName } = book.settings()
      const asked = { server, owner, shopName: shopName || '-', counterName, counterCode: code }
      const fresh = await foundAccount(enrolmentParts(parts), asked)
      keepAccount(book.store.sync, fresh)
      vouchFor(parts, fresh.account.deviceKey, counterName)
      keeper.cloud().loop.accountChanged()
      return status()
    },
    async 'sync.now'() {
      await keeper.cloud().loop.now()
      return status()
    },
    'sync.pause'({ isPaused }) {
      const account = keeper.book().store.sync.account()
      if (account === null || !['on', 'paused'].includes(account.state)) return refuse('sync/off')
      keeper.book().store.sync.changeAccount({ state: isPaused ? 'paused' : 'on' })
      keeper.cloud().loop.accountChanged()
      return status()
    },
    'sync.lean'({ isLean }) {
      keeper.cloud().setLean(isLean)
      return status()
    },
    async 'sync.leave'({ evenUnsent }) {
      const { sync } = keeper.book().store
      const account = sync.account()
      if (account === null || account.state === 'left') return refuse('sync/off')
      const { waitingOps } = sync.counts()
      if (waitingOps > 0 && !evenUnsent) refuse('sync/not-all-sent', { count: waitingOps })
      await retireHere(parts, account.deviceNo)
      sync.changeAccount({ state: 'left' })
      await forgetDeviceKey(vault, account.deviceKey)
      keeper.cloud().loop.accountChanged()
      return status()
    }
  }
}

/** The server shall know, but a counter may leave without a line too: the owner revokes it there. */
async function retireHere({ keeper, log }: SyncHandlerParts, deviceNo: number): Promise<void> {
  try {
    const server = await keeper.cloud().loop.asks()
    await server.ask((token) => server.remote.revoke(token, deviceNo, 'retire'))
  } catch {
    log.warn('the server was not told that this counter left')
  }
}

function counterHandlers(
  parts: SyncHandlerParts
): Pick<SyncHandlers, `sync.${'counters' | 'look' | 'letIn' | 'revoke'}`> {
  const { keeper } = parts
  const counters = async () => {
    const server = await keeper.cloud().loop.asks()
    const views = await answerOf(server.ask((token) => server.remote.devices(token)))
    keepDevices(keeper.book().store.sync, views)
    return views.map((view) => counterView(parts, view))
  }
  return {
    async 'sync.counters'() {
      try {
        return await counters()
      } catch (error) {
        // Without the server the counters that this file knows are shown as they were.
        const known = keeper
          .book()
          .store.sync.devices()
          .filter((device) => device.deviceNo > 0)
        if (!(error instanceof FailureError) || known.length === 0) throw error
        return known.map((device) => knownView(parts, device))
      }
    },
    async 'sync.look'({ code }) {
      const read = readPairCode(code) ?? refuse('sync/code-unknown')
      const server = await keeper.cloud().loop.asks()
      const seen = await answerOf(
        server.ask((token) => server.remote.pairLook(token, read)),
        'sync/code-unknown'
      )
      const { pairId, counterName, deviceKey } = seen
      return { pairId, name: counterName, deviceKey, words: keyWords(sha256, deviceKey) }
    },
    async 'sync.letIn'({ pairId, deviceKey, name }) {
      const { loop } = keeper.cloud()
      const server = await loop.asks()
      // The book vouches for the key before the new counter can send anything.
      vouchFor(parts, deviceKey, name)
      await loop.now()
      await answerOf(
        server.ask((token) => server.remote.pairApprove(token, { pairId, deviceKey })),
        'sync/not-waiting'
      )
      return counters()
    },
    async 'sync.revoke'({ deviceNo, mode }) {
      const server = await keeper.cloud().loop.asks()
      await answerOf(server.ask((token) => server.remote.revoke(token, deviceNo, mode)))
      return counters()
    }
  }
}

function vouchFor({ keeper }: SyncHandlerParts, deviceKey: string, name: string): void {
  const book = keeper.book()
  if (book.store.definitions.read(VOUCHED, deviceKey) !== null) return
  const fact = { kind: VOUCHED, key: deviceKey, body: { name } }
  book.store.transact(() => book.store.facts.record('definition.put', stampOf(book), fact))
}

/** A counter as this file knows it. */
const knownView = (parts: SyncHandlerParts, device: SyncDevice): SyncCounter =>
  counterView(parts, {
    ...{ deviceNo: device.deviceNo, counterName: device.name, counterCode: device.counterCode, state: device.state },
    ...{ deviceKey: device.signKey, lastSeenAt: null, have: device.lastN, pulledSeq: 0, appVersion: '' }
  })

function counterView({ keeper }: SyncHandlerParts, view: DeviceView): SyncCounter {
  const { sync, definitions } = keeper.book().store
  const known = sync.devices().find((device) => device.deviceNo === view.deviceNo)
  const key = known?.signKey ?? view.deviceKey
  return {
    ...{ deviceNo: view.deviceNo, name: view.counterName, counterCode: view.counterCode, state: view.state },
    ...{ lastSeenAt: view.lastSeenAt, have: view.have },
    words: keyWords(sha256, key),
    isHere: sync.account()?.deviceNo === view.deviceNo,
    // Another key than the one this counter knows is never vouched for.
    isEndorsed: key === view.deviceKey && definitions.read(VOUCHED, key) !== null
  }
}

function joinHandlers(parts: SyncHandlerParts): Pick<SyncHandlers, `sync.${'join' | 'joinState' | 'stopJoining'}`> {
  const { keeper, systemLanguage } = parts
  const joining = new Joining({
    ...enrolmentParts(parts),
    ...{ timer: parts.timer, log: parts.log, changed: parts.changed },
    newCode: () => counterCode(parts.randomness.newNumber()),
    pending: parts.pending,
    bring: (asked) => bringBook(bringParts(parts), asked),
    openShop(shop, fresh) {
      keeper.openFilled(shop.shopName, (store) => {
        foundJoined({ ...parts, store }, joinedAs(shop, fresh))
        keepAccount(store.sync, fresh)
      })
    },
    openBook(book, shop, fresh) {
      keeper.openBrought(book, shop.shopName, (store) => {
        keepAccountInCopy(store.sync, fresh)
        succeedInCopy({ ...parts, store }, joinedAs(shop, fresh))
      })
      fs.rmSync(fetchedIn(parts), { recursive: true, force: true })
    }
  })
  parts.closed.addEventListener('abort', () => joining.end())
  const joinedAs = (shop: ShopAbroad, { counterName, counterCode: code }: NewAccount) => {
    const language = keeper.info() === null ? systemLanguage : keeper.book().settings().language
    return { ...shop, counterCode: code, counterName, language }
  }
  return {
    async 'sync.join'(asked) {
      await joining.start(asked)
      return joinView(joining.state())
    },
    'sync.joinState': () => joinView(joining.state()),
    'sync.stopJoining'() {
      joining.stop()
      return joinView(joining.state())
    }
  }
}

const fetchedIn = ({ snapshotFolder }: SyncHandlerParts) => path.join(snapshotFolder, 'fetched')

const bringParts = (parts: SyncHandlerParts) => ({
  books: parts.snapshots,
  log: parts.log,
  folder: fetchedIn(parts),
  schemaVersion: NEWEST_FORM,
  placeFor: (shop: ShopAbroad) => `${parts.registry.placeFor(shop.shopName)}.part`
})

function joinView(state: JoinState): JoinView {
  if (state.step !== 'waiting') return state
  const code = shownPairCode(state.code.replace('-', ''))
  const words = keyWords(sha256, state.deviceKey)
  return { step: 'waiting', code, words, qr: [...(qrRows(code) ?? [])], expiresAt: state.expiresAt }
}

function noticeHandlers({
  keeper,
  clock,
  changed
}: SyncHandlerParts): Pick<SyncHandlers, `sync.${'notices' | 'seen' | 'late' | 'takeLate'}`> {
  return {
    'sync.notices'({ onlyToSee }) {
      const { sync } = keeper.book().store
      const names = new Map(sync.devices().map((device) => [device.deviceNo, device.name || device.counterCode]))
      const found = sync.notices({ onlyToSee, below: null, limit: NOTICES_SHOWN, isWithoutLate: true })
      return found.map((notice) => noticeView(notice, names.get(notice.deviceNo) ?? ''))
    },
    'sync.seen'({ noticeNos }) {
      keeper.book().store.sync.markSeen(noticeNos, clock.now().epochMs)
      changed()
      return {}
    },
    'sync.late': () => readLate(keeper.book()),
    'sync.takeLate'(input) {
      const taken = takeLate(keeper.book(), input)
      changed()
      return taken
    }
  }
}

/** Lists and objects within the details are for the record; a line of the screen has texts and numbers. */
function noticeView(notice: SyncNotice, counterName: string): SyncNoticeView {
  const plain = Object.entries(notice.details).filter(
    (detail): detail is [string, string | number] => typeof detail[1] === 'string' || typeof detail[1] === 'number'
  )
  const { noticeNo, kind, at } = notice
  return { noticeNo, kind, counterName, at, details: Object.fromEntries(plain), isSeen: notice.seenAt !== null }
}

const enrolmentParts = ({ vault, clock, version }: SyncHandlerParts) => ({
  vault,
  remoteAt: (server: string) => httpRemote(server, undefined, version),
  appVersion: version,
  nowMs: () => clock.now().epochMs
})

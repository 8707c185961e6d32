import type { Log } from '#main/ports/log.ts'
import { type DeviceView, RemoteTroubleError } from '#main/ports/sync-remote.ts'
import type { SyncAccount, SyncDevice, SyncStore } from '#main/ports/sync-store.ts'
import type { Chunk } from '#shared/sync/wire.ts'
import type { SignedIn } from './signed-in.ts'
import { keepDevices } from './take-chunks.ts'

const DONATED_AT_ONCE = 20

/**
 * The server was restored, or its log is another one than this counter knows. Finds the last place that both have alike, gives the server
 * the chunks of other counters that it lost, and lets the own ones be pushed anew. Only numbers of the shop are dropped, never a fact.
 */
export async function reattach(store: SyncStore, account: SyncAccount, server: SignedIn, log: Log): Promise<void> {
  const devices = await server.ask((token) => server.remote.devices(token))
  keepDevices(store, devices)
  const listed = new Set(devices.map((device) => device.deviceNo))
  const counters = store.devices().filter(({ deviceNo }) => deviceNo > 0)
  await takeOutAgain(counters, devices, server, log)
  await bringBack(
    counters.filter(({ deviceNo, state }) => state !== 'sealed' && !listed.has(deviceNo)),
    server,
    log
  )
  const { seq, epoch } = await lastCommon(store, account, server)
  const have = new Map(devices.map((device) => [device.deviceNo, device.have]))
  const donated = await donate(store, server, { after: seq, epoch, own: account.deviceNo, have })
  store.forgetSeqAbove(seq)
  store.changeAccount({ epoch, ackedN: Math.min(account.ackedN, have.get(account.deviceNo) ?? 0), state: 'on' })
  log.info('server was restored', { common: seq, before: account.cursorSeq, donated })
}

/**
 * Counters that were let in after the backup: the server knows neither them nor their keys, so they could neither sign in nor be donated for.
 * Whoever knows them names them; those that were taken out are named as such, and stay out.
 */
async function bringBack(lost: readonly SyncDevice[], server: SignedIn, log: Log): Promise<void> {
  for (const { deviceNo, signKey: deviceKey, name: counterName, counterCode, state } of lost) {
    const named = { deviceNo, deviceKey, counterName, counterCode }
    const device = { ...named, state: state === 'sealed' ? 'active' : state }
    await unlessSaid(
      server.ask((token) => server.remote.bringBack(token, device)),
      () => log.info('a counter that the server had lost is named to it', { device: deviceNo, state }),
      // Its number may be another counter's by now: the rest is repaired all the same.
      (why) => log.warn('a counter that the server had lost stays out', { device: deviceNo, why })
    )
  }
}

/** Counters that were taken out after the backup: the server believes them to be in again. They are taken out before anything else is said. */
async function takeOutAgain(
  known: readonly SyncDevice[],
  listed: readonly DeviceView[],
  server: SignedIn,
  log: Log
): Promise<void> {
  const said = new Map(listed.map((device) => [device.deviceNo, device.state]))
  for (const { deviceNo, state } of known) {
    const isIn = said.get(deviceNo) === 'active' || (said.get(deviceNo) === 'retired' && state === 'lost')
    if (!isIn || (state !== 'lost' && state !== 'retired')) continue
    await unlessSaid(
      server.ask((token) => server.remote.revoke(token, deviceNo, state === 'lost' ? 'lost' : 'retire')),
      () => log.info('a counter that was taken out is taken out again', { device: deviceNo, state }),
      (why) => log.warn('a counter that was taken out is in again', { device: deviceNo, why })
    )
  }
}

/** What the server has against one of several is told, and does not keep the rest back. */
async function unlessSaid(asked: Promise<void>, done: () => void, refused: (why: string) => void): Promise<void> {
  try {
    await asked
    done()
  } catch (error) {
    if (!(error instanceof RemoteTroubleError) || error.trouble.kind !== 'said') throw error
    refused(error.trouble.failure.error)
  }
}

/** The newest seq up to which the server's log hash is the one that was worked out here. */
async function lastCommon(
  store: SyncStore,
  account: SyncAccount,
  server: SignedIn
): Promise<{ seq: number; epoch: number }> {
  let [good, bad, epoch] = [0, account.cursorSeq + 1, account.epoch]
  const look = async (seq: number) => {
    const theirs = await server.ask((token) => server.remote.logHash(token, seq))
    epoch = theirs.epoch
    const ours = store.logHashAt(seq)
    return theirs.seqTo === ours.seqTo && (ours.seqTo === 0 || theirs.logHash === ours.logHash)
  }
  if (await look(account.cursorSeq)) return { seq: account.cursorSeq, epoch }
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (await look(middle)) good = middle
    else bad = middle
  }
  return { seq: store.logHashAt(good).seqTo, epoch }
}

interface Lost {
  readonly after: number
  readonly epoch: number
  readonly own: number
  readonly have: ReadonlyMap<number, number>
}

async function donate(store: SyncStore, server: SignedIn, lost: Lost): Promise<number> {
  let donated = 0
  for (let after = lost.after; ; ) {
    const page = store.chunksAfter(after, DONATED_AT_ONCE)
    const last = page.at(-1)
    if (last === undefined) return donated
    after = last.seqTo
    const missing = page.filter((one) => one.deviceNo !== lost.own && one.devTo > (lost.have.get(one.deviceNo) ?? 0))
    donated += await give(server, lost.epoch, missing)
  }
}

/** Another counter may have given some of them already; what is refused there is not lost here. */
export async function give(server: SignedIn, epoch: number, chunks: readonly Chunk[]): Promise<number> {
  if (chunks.length === 0) return 0
  try {
    await server.ask((token) => server.remote.donate(token, { epoch, chunks: [...chunks] }))
    return chunks.length
  } catch (error) {
    if (!(error instanceof RemoteTroubleError) || error.trouble.kind !== 'said' || chunks.length === 1) {
      const isSaid = error instanceof RemoteTroubleError && error.trouble.kind === 'said'
      if (!isSaid || error.trouble.failure.error === 'epoch') throw error
      return 0
    }
    let given = 0
    for (const chunk of chunks) given += await give(server, epoch, [chunk])
    return given
  }
}

import { z } from 'zod'
import { RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import { zAudit, zUsage } from '#shared/sync/door-wire.ts'
import { zLinkView } from '#shared/sync/link-wire.ts'
import {
  zChallenge,
  zDevices,
  zDonateAnswer,
  zEnrolled,
  zInfo,
  zLogHashAnswer,
  zPairSeen,
  zPairStarted,
  zPairState,
  zPullAnswer,
  zPushAnswer,
  zSnapshotView,
  zToken,
  zTrayEmptied,
  zTrayOps,
  zTrays
} from '#shared/sync/wire.ts'
import { type Asking, askBytes, askJson } from './exchange.ts'
import { readServerAddress } from './server-address.ts'

/** A push of 256 KiB over the slowest line that a shop has. */
const ASK_MS = 30_000
/** A part of four megabytes over the same. */
const PART_MS = 180_000

const zAnything = z.unknown()

/**
 * The server at an address, over HTTP. Nothing that comes back is believed before it was checked. `appVersion` is told to the server,
 * which may hold back what an app says that is too old for the others.
 */
export function httpRemote(address: string, askMs = ASK_MS, appVersion?: string): SyncRemote {
  const server = readServerAddress(address)
  const ask = <Schema extends z.ZodType>(schema: Schema, asking: Omit<Asking, 'timeoutMs'>) =>
    askJson(server, { ...asking, timeoutMs: askMs, ...(appVersion === undefined ? {} : { appVersion }) }, schema)
  const get = <Schema extends z.ZodType>(schema: Schema, path: string, token?: string) =>
    ask(schema, { method: 'GET', path, ...(token === undefined ? {} : { token }) })
  const post = <Schema extends z.ZodType>(schema: Schema, path: string, json: unknown, token?: string) =>
    ask(schema, { method: 'POST', path, json, ...(token === undefined ? {} : { token }) })
  const partPath = (snapshotId: string, partNo: number) => `v1/snapshots/${snapshotId}/parts/${partNo}`
  return {
    info: () => get(zInfo, 'v1/info'),
    found: (asked) => post(zEnrolled, 'v1/accounts', asked),
    pairStart: (asked) => post(zPairStarted, 'v1/pair/start', asked),
    pairState: (pairId) => get(zPairState, `v1/pair/${encodeURIComponent(pairId)}`),
    challenge: (accountId, deviceNo) => post(zChallenge, 'v1/token/challenge', { accountId, deviceNo }),
    token: (asked) => post(zToken, 'v1/token', asked),
    pairLook: (token, code) => post(zPairSeen, 'v1/pair/look', { code }, token),
    async pairApprove(token, asked) {
      await post(zAnything, 'v1/pair/approve', asked, token)
    },
    push: (token, push) => post(zPushAnswer, 'v1/push', push, token),
    pull: (token, cursor, epoch, limit) =>
      get(zPullAnswer, `v1/pull?cursor=${cursor}&epoch=${epoch}&limit=${limit}`, token),
    logHash: (token, seq) => get(zLogHashAnswer, `v1/log_hash?seq=${seq}`, token),
    donate: (token, donated) => post(zDonateAnswer, 'v1/donate', donated, token),
    devices: async (token) => (await get(zDevices, 'v1/devices', token)).devices,
    async bringBack(token, device) {
      await post(zAnything, 'v1/devices', device, token)
    },
    async revoke(token, deviceNo, mode) {
      await ask(zAnything, { method: 'DELETE', path: `v1/devices/${deviceNo}?mode=${mode}`, token })
    },
    trays: async (token) => (await get(zTrays, 'v1/review', token)).waiting,
    trayOps: async (token, deviceNo) => (await get(zTrayOps, `v1/review/${deviceNo}`, token)).ops,
    async emptyTray(token, deviceNo, does) {
      const asking =
        does === 'take'
          ? post(zTrayEmptied, `v1/review/${deviceNo}/take`, {}, token)
          : ask(zTrayEmptied, { method: 'DELETE', path: `v1/review/${deviceNo}`, token })
      return (await asking).opCount
    },
    audit: (token, after) =>
      get(zAudit, after === null ? 'v1/audit' : `v1/audit?before=${after.at}&beforeId=${after.id}`, token),
    usage: (token) => get(zUsage, 'v1/usage', token),
    reincarnate: (token, asked) => post(zEnrolled, 'v1/reincarnate', asked, token),
    beginSnapshot: (token, asked) => post(zSnapshotView, 'v1/snapshots', asked, token),
    async putSnapshotPart(token, snapshotId, partNo, bytes) {
      const asking: Asking = { method: 'PUT', path: partPath(snapshotId, partNo), token, bytes, timeoutMs: PART_MS }
      await askJson(server, asking, zAnything)
    },
    async endSnapshot(token, snapshotId) {
      await post(zAnything, `v1/snapshots/${snapshotId}/done`, {}, token)
    },
    makeLink: (token, asked) => post(zLinkView, 'v1/links', asked, token),
    newestSnapshot: (token) => get(zSnapshotView, 'v1/snapshots/newest', token).catch(nullIfNone),
    snapshotPart: (token, snapshotId, partNo) =>
      askBytes(server, { method: 'GET', path: partPath(snapshotId, partNo), token, timeoutMs: PART_MS })
  }
}

function nullIfNone(error: unknown): null {
  const isNone =
    error instanceof RemoteTroubleError && error.trouble.kind === 'said' && error.trouble.failure.error === 'not-found'
  if (!isNone) throw error
  return null
}

import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import { z } from 'zod'
import {
  zDonate,
  zFound,
  zPairApprove,
  zPairLook,
  zPairStart,
  zPush,
  zReincarnate,
  zTokenAsk
} from '#shared/sync/wire.ts'
import { MemorySyncLog, Refused } from './memory-sync-log.ts'

interface Pairing {
  readonly pairId: string
  readonly code: string
  readonly asked: z.infer<typeof zPairStart>
  deviceNo: number | null
}

export interface MemorySyncServer {
  readonly url: string
  readonly log: MemorySyncLog
  /** Paths that were asked, in their order. */
  readonly asked: readonly string[]
  /** Every token that was given out is none any more. */
  forgetTokens(): void
  /** Answers every request with this until it is null again. */
  failWith(failure: { status: number; body: string } | null): void
  /** Codes that wait. */
  codes(): string[]
  readonly snapshots: Map<string, { view: Record<string, unknown>; parts: Map<number, Buffer>; isDone: boolean }>
  close(): Promise<void>
}

const CODES = ['BCDFGHJK', 'LMNPQRST', 'VWXZBCDF']
const SERVER_KEY = 'A'.repeat(43)

/** One shop's server in memory, over a real socket: the protocol without a database, for the counter's own tests. */
export async function startMemorySyncServer(now: () => number = Date.now): Promise<MemorySyncServer> {
  const log = new MemorySyncLog()
  const asked: string[] = []
  const tokens = new Map<string, number>()
  const pairings: Pairing[] = []
  const snapshots: MemorySyncServer['snapshots'] = new Map()
  let failing: { status: number; body: string } | null = null

  const head = () => ({ epoch: log.epoch, headSeq: log.headSeq, headLogHash: log.headLogHash, serverTime: now() })
  const enrolled = (deviceNo: number) => {
    const device = log.device(deviceNo)
    return {
      accountId: log.accountId,
      deviceNo,
      epoch: log.epoch,
      counterCode: device.counterCode,
      serverKey: SERVER_KEY
    }
  }
  const chunksAfter = (cursor: number, limit: number) => {
    const rest = log.chunks.filter((chunk) => chunk.seqTo > cursor)
    return { chunks: rest.slice(0, limit), hasMore: rest.length > limit }
  }

  const open: Record<string, (body: unknown, url: URL) => unknown> = {
    'GET /v1/info': () => ({
      ...{ wireVersion: 1, minimumVersion: '0.0.0', serverVersion: 'memory', features: [] },
      serverTime: now()
    }),
    'POST /v1/accounts': (body) => {
      const { deviceKey, counterName, counterCode } = zFound.parse(body)
      return enrolled(log.enrol(deviceKey, counterName, counterCode).deviceNo)
    },
    'POST /v1/pair/start': (body) => {
      const code = CODES[pairings.length % CODES.length] ?? ''
      const pairing: Pairing = { pairId: randomUUID(), code, asked: zPairStart.parse(body), deviceNo: null }
      pairings.push(pairing)
      return { pairId: pairing.pairId, code, expiresAt: now() + 600_000 }
    },
    'GET /v1/pair/:id': (_body, url) => {
      const pairing = pairings.find((one) => url.pathname.endsWith(one.pairId))
      if (pairing === undefined) throw new Refused(404, { error: 'not-found' })
      if (pairing.deviceNo === null) return { state: 'waiting', enrolled: null }
      return { state: 'approved', enrolled: enrolled(pairing.deviceNo) }
    },
    'POST /v1/token/challenge': () => ({ challenge: 'c'.repeat(32), serverTime: now() }),
    'POST /v1/token': (body) => {
      const { deviceNo } = zTokenAsk.parse(body)
      log.device(deviceNo)
      const token = randomUUID()
      tokens.set(token, deviceNo)
      return { token, expiresAt: now() + 900_000, serverTime: now() }
    }
  }
  const closed: Record<string, (deviceNo: number, body: unknown, url: URL) => unknown> = {
    'POST /v1/pair/look': (_no, body) => {
      const { code } = zPairLook.parse(body)
      const pairing = pairings.find((one) => one.code === code && one.deviceNo === null)
      if (pairing === undefined) throw new Refused(404, { error: 'not-found' })
      const { counterName, deviceKey, wantedCode } = pairing.asked
      return { pairId: pairing.pairId, counterName, deviceKey, wantedCode, expiresAt: now() + 600_000 }
    },
    'POST /v1/pair/approve': (_no, body) => {
      const { pairId, deviceKey } = zPairApprove.parse(body)
      const pairing = pairings.find((one) => one.pairId === pairId && one.asked.deviceKey === deviceKey)
      if (pairing === undefined) throw new Refused(404, { error: 'not-found' })
      const { counterName, wantedCode } = pairing.asked
      const isFree = log.devices.every((device) => device.counterCode !== wantedCode)
      pairing.deviceNo = log.enrol(deviceKey, counterName, isFree ? wantedCode : `N${pairings.length}`).deviceNo
      return {}
    },
    'POST /v1/push': (_no, body) => {
      const push = zPush.parse(body)
      const have = log.push(push, now())
      return { ...head(), have, receipt: '', chunks: chunksAfter(push.cursor, 50).chunks }
    },
    'GET /v1/pull': (deviceNo, _body, url) => {
      const cursor = Number(url.searchParams.get('cursor'))
      if (Number(url.searchParams.get('epoch')) !== log.epoch)
        throw new Refused(409, { error: 'epoch', epoch: log.epoch })
      if (cursor > log.headSeq) throw new Refused(409, { error: 'epoch', epoch: ++log.epoch })
      log.device(deviceNo).pulledSeq = cursor
      return { ...head(), ...chunksAfter(cursor, 5) }
    },
    'GET /v1/log_hash': (_no, _body, url) => {
      const at = log.chunks.filter((chunk) => chunk.seqTo <= Number(url.searchParams.get('seq'))).at(-1)
      return { seqTo: at?.seqTo ?? 0, logHash: at?.logHash ?? '0'.repeat(64), epoch: log.epoch }
    },
    'POST /v1/donate': (_no, body) => {
      for (const chunk of zDonate.parse(body).chunks) {
        const { deviceNo, prevHash, headHash, signature, ops, devFrom: from, devTo: to } = chunk
        log.push({ deviceNo, from, to, prevHash, headHash, signature, ops, epoch: log.epoch, cursor: 0 }, now())
      }
      return { ...head(), have: Object.fromEntries(log.devices.map((device) => [device.deviceNo, device.have])) }
    },
    'GET /v1/devices': () => ({
      devices: log.devices.map(({ hash: _hash, ...device }) => ({ ...device, lastSeenAt: now(), appVersion: 'test' }))
    }),
    'DELETE /v1/devices/:id': (_no, _body, url) => {
      const device = log.device(Number(url.pathname.split('/').at(-1)))
      device.state = url.searchParams.get('mode') === 'retire' ? 'retired' : 'lost'
      return {}
    },
    'POST /v1/reincarnate': (deviceNo, body) => {
      const { deviceKey, wantedCode } = zReincarnate.parse(body)
      const old = log.device(deviceNo)
      const fresh = log.enrol(deviceKey, old.counterName, wantedCode === old.counterCode ? 'RE' : wantedCode)
      old.state = 'sealed'
      return enrolled(fresh.deviceNo)
    }
  }

  function answer(request: http.IncomingMessage, body: Buffer): unknown {
    const url = new URL(request.url ?? '/', 'http://memory')
    const id = /^\/v1\/(pair|devices)\/(?!start|look|approve)[^/]+$/
    const route = `${request.method} ${url.pathname.replace(id, '/v1/$1/:id')}`
    asked.push(route)
    const read = body.length === 0 ? null : JSON.parse(unpacked(body, request.headers['content-encoding']))
    if (open[route]) return open[route](read, url)
    const deviceNo = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''))
    if (deviceNo === undefined) throw new Refused(401, { error: 'unauthorised' })
    const found = closed[route]
    if (found === undefined) throw new Refused(404, { error: 'not-found' })
    return found(deviceNo, read, url)
  }

  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      const say = (status: number, body: string): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      }
      if (failing !== null) return say(failing.status, failing.body)
      try {
        say(200, JSON.stringify(answer(request, Buffer.concat(parts))))
      } catch (error) {
        if (error instanceof Refused) return say(error.status, JSON.stringify(error.failure))
        if (error instanceof z.ZodError)
          return say(400, JSON.stringify({ error: 'bad-request', message: error.message }))
        throw error
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    asked,
    snapshots,
    forgetTokens: () => tokens.clear(),
    failWith(failure) {
      failing = failure
    },
    codes: () => pairings.filter((one) => one.deviceNo === null).map((one) => one.code),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

function unpacked(body: Buffer, encoding: string | undefined): string {
  if (encoding === 'zstd') return zlib.zstdDecompressSync(body).toString()
  return (encoding === 'gzip' ? zlib.gunzipSync(body) : body).toString()
}

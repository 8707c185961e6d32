import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import http from 'node:http'
import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '#main/sync/lan/lan-server.ts'
import { type LanHello, lanFingerprint, lanHelloText } from '#shared/sync/lan-wire.ts'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { factsIn, firstFault, type LanCounter, LanShop } from '#tests/support/lan-shop.ts'
import { startMemorySyncServer } from '#tests/support/memory-sync-server.ts'
import { ask } from '#tests/support/open-app.ts'

// Whoever reaches the port of a counter in the shop's net and is no counter of the shop: over a real socket, to a real counter.

let shop: LanShop
let first: LanCounter
let second: LanCounter
const closing: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  const server = await startMemorySyncServer()
  const line = await startFaultProxy(new URL(server.url))
  shop = new LanShop(line)
  closing.push(server.close, line.close, () => shop.close())
  first = await shop.found()
  second = await shop.join(first, 'Counter 2')
  await shop.cut()
  await shop.turnOn(first)
  await shop.turnOn(second, [first])
  await second.app.call('lan.now', {})
}, 60_000)
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Said {
  readonly status: number
  readonly body: string
}

function post(path: string, body: Buffer | string, headers: http.OutgoingHttpHeaders = {}): Promise<Said> {
  const { promise, resolve, reject } = Promise.withResolvers<Said>()
  const to = { host: '127.0.0.1', port: first.port, path, method: 'POST', headers, agent: false }
  const request = http.request(to, (response) => {
    let text = ''
    response.on('data', (part) => {
      text += part
    })
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
  })
  request.on('error', reject)
  request.end(body)
  return promise
}

const refusal = (error: string) => JSON.stringify({ error })

/** A greeting that is right in its form; its key is nobody's. */
function strangeHello(more: Partial<LanHello> = {}, account: string = randomUUID()): LanHello {
  const { privateKey } = generateKeyPairSync('ed25519')
  const named = {
    deviceNo: 2,
    key: randomBytes(32).toString('base64url'),
    nonce: randomBytes(32).toString('base64url'),
    ...more
  }
  const signature = sign(null, Buffer.from(lanHelloText(account, named)), privateKey).toString('base64url')
  return { shop: lanFingerprint(sha256, account), ...named, signature, ...more }
}

test('a stranger is told one word, whatever he knows', async () => {
  const strangers = [
    strangeHello(),
    strangeHello({ deviceNo: 1 }),
    strangeHello({ deviceNo: 77 }),
    strangeHello({ signature: 'A'.repeat(86) })
  ]
  for (const hello of strangers)
    expect(await post('/lan/1/hello', JSON.stringify(hello))).toEqual({ status: 403, body: refusal('unknown') })
})

test('what has not the form of a greeting is refused before anything is looked up', async () => {
  const bodies = [
    '',
    'hello',
    '[]',
    'null',
    '{"__proto__":{}}',
    JSON.stringify({ ...strangeHello(), more: 1 }),
    JSON.stringify(strangeHello()).slice(0, -9),
    JSON.stringify({ ...strangeHello(), shop: "'; drop table entry; --" })
  ]
  for (const body of bodies)
    expect(await post('/lan/1/hello', body)).toEqual({ status: 400, body: refusal('bad-request') })
})

test('what is too large is refused by its own word, said or not', async () => {
  const large = 'x'.repeat(5_000)
  expect(await post('/lan/1/hello', large)).toEqual({ status: 413, body: refusal('too-large') })
  expect(await post('/lan/1/hello', large, { 'transfer-encoding': 'chunked' })).toEqual({
    status: 413,
    body: refusal('too-large')
  })
})

test('without a greeting nothing is exchanged, and other ways are none', async () => {
  const sealed = randomBytes(400)
  expect(await post('/lan/1/exchange', sealed)).toEqual({ status: 401, body: refusal('session') })
  const guessed = { 'x-session': randomBytes(16).toString('base64url') }
  expect(await post('/lan/1/exchange', sealed, guessed)).toEqual({ status: 401, body: refusal('session') })
  expect(await post('/', '')).toEqual({ status: 404, body: refusal('not-found') })
  expect(await post('/lan/2/hello', '')).toEqual({ status: 404, body: refusal('not-found') })
  const page = { origin: 'http://192.168.1.77' }
  expect(await post('/lan/1/hello', JSON.stringify(strangeHello()), page)).toEqual({
    status: 404,
    body: refusal('not-found')
  })
})

test('what is no HTTP, and a line that breaks in the middle, leave the counter as it is', async () => {
  for (const bytes of [
    randomBytes(300),
    Buffer.from('POST /lan/1/hello HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nhalf')
  ]) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const socket = net.connect(first.port, '127.0.0.1', () => {
      socket.write(bytes)
      setTimeout(() => socket.destroy(), 100)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    await promise
  }
  expect(await post('/lan/1/hello', '')).toMatchObject({ status: 400 })
})

test('after all of it the counters still have one book, and nothing of a stranger is in it', async () => {
  const before = factsIn(first)
  await first.app.call('entry.record', ask.sale(null, 120_00, { cashMinor: 120_00 }))
  expect(firstFault(first)).toBeNull()
  expect(factsIn(first).taken).toBe(before.taken)
  const { counters } = await first.app.call('lan.state', {})
  expect(counters.map(({ deviceNo }) => deviceNo)).toEqual([2])
})

test('a counter that was taken out is not heard any more', async () => {
  shop.line.mode('pass')
  await first.app.call('sync.now', {})
  await first.app.call('sync.revoke', { deviceNo: 2, mode: 'lost' })
  await first.app.call('sync.counters', {})
  const said = await second.app.call('lan.now', {})
  expect(said.counters[0]?.trouble).toBe('unknown')
  const { taken } = factsIn(first)
  await second.app.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  await second.app.call('lan.now', {})
  expect(factsIn(first).taken).toBe(taken)
})

test('whoever greets all the time is told to wait', async () => {
  const words = new Set<string>()
  for (let asked = 0; asked < 40; asked++) words.add((await post('/lan/1/hello', JSON.stringify(strangeHello()))).body)
  expect([...words].at(-1)).toBe(refusal('too-many'))
})

import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { chainOf, pushText } from '#shared/sync/chain.ts'
import { readWireOp, type WireOp, writeWireOp } from '#shared/sync/wire-op.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { ask, firstRun, newId, openTestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter, sha256 } from '#tests/support/oracle-server.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

const SEED = Number(process.env.FAST_CHECK_SEED)
const BODIES = Number(process.env.STRANGE_BODIES ?? 400)
const IN_A_CHUNK = 50

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Pushes bodies that no release of ours writes, signed by a counter of the shop. */
function pushStrange(
  { deviceNo, keys, store }: SyncCounter,
  server: OracleServer,
  ops: readonly Strange[],
  from: Place
) {
  const texts = ops.map(({ kind, body }, index) =>
    writeWireOp({
      base: 0,
      body: canonicalJson(body),
      kind,
      n: from.n + index + 1,
      time: '0193500000000000',
      person: 'Asha'
    })
  )
  const heads = chainOf(sha256, Buffer.from(from.hash, 'hex'), texts)
  const [to, headHash] = [from.n + ops.length, Buffer.from(heads.at(-1) ?? []).toString('hex')]
  const signature = keys.sign(pushText(store.sync.account()?.accountId ?? '', deviceNo, from.n + 1, to, headHash))
  server.push({ deviceNo, from: from.n + 1, to, prevHash: from.hash, headHash, signature, ops: texts })
  from.n = to
  from.hash = headHash
}

interface Place {
  n: number
  hash: string
}

interface Strange {
  readonly kind: string
  readonly body: { readonly [name: string]: Json }
}

/** One field of a fact of ours as nobody writes it; now and then under a new id, so that it is not known already. */
function strangeOf(ops: readonly WireOp[], random: () => number): Strange {
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item
  const op = pick(ops)
  const name = pick([...Object.keys(op.d), 'extra', 'changed'])
  const { [name]: value, ...rest } = op.d
  const others: Json[] = [
    ...[null, '', 'x', 0, 1, -1, 20261121, 9_007_199_254_740_991, true, [], {}, ['x'], { x: 1 }],
    ...(typeof value === 'string' ? [value.toUpperCase(), `${value} `, Number.parseInt(value, 10) || 7] : []),
    ...(typeof value === 'number' ? [String(value), value + 1, -value] : []),
    ...(Array.isArray(value) ? [[...value, ...value], value.slice(1), [value]] : [])
  ]
  const body = random() < 0.1 ? rest : { ...rest, [name]: pick(others) }
  return { kind: op.k, body: random() < 0.6 && 'id' in body && name !== 'id' ? { ...body, id: newId() } : body }
}

test(`${BODIES} bodies that no release writes (seed ${SEED}): whatever is taken or not, verify finds nothing`, async () => {
  const random = seededRandom(SEED)
  const whole = await makeWholeBook()
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const app = openTestApp()
  await app.call('shop.create', firstRun())
  const [a, b] = [new SyncCounter(whole.file, server), new SyncCounter(app.file(), server)]
  closing.push(
    () => rmSync(whole.folder, { recursive: true, force: true }),
    () => app.close(),
    () => a.close(),
    () => b.close()
  )
  for (const counter of [a, b]) counter.meet()
  a.push(1_000)
  b.push(1_000)
  b.pull(1_000)
  const ops = server.chunks.flatMap((chunk) => chunk.ops.map(readWireOp)).filter((op) => op !== null)
  const place = { n: a.store.sync.ownPlace().devN, hash: a.store.sync.ownHashAt(a.store.sync.ownPlace().devN) ?? '' }
  let asked = 0
  while (asked < BODIES) {
    const some = Array.from({ length: IN_A_CHUNK }, () => strangeOf(ops, random))
    pushStrange(a, server, some, place)
    b.pull(1_000)
    expect(verifyLedger(app.file()).firstFault, `of ${JSON.stringify(some)}`).toBe(null)
    asked += some.length
  }
  await app.call('entry.record', ask.sale(null, 90_00, { cashMinor: 90_00 }))
  b.push(1_000)
  expect(verifyLedger(app.file()).firstFault).toBe(null)
  const { asideCount } = b.store.sync.counts()
  console.info('strange bodies', { seed: SEED, asked, aside: asideCount })
  expect(asideCount).toBeGreaterThan(asked / 10)
  expect(b.store.sync.account()?.cursorSeq).toBe(server.headSeq - 1)
}, 300_000)

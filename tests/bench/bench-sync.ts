import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mintToken } from '#cloud/app/device-token.ts'
import { makeAccount, openTestCloud, type TestCloud, type TestDevice } from '#tests/support/cloud-account.ts'
import { TestCounter } from '#tests/support/cloud-counter.ts'
import { type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import { asSuperuser } from '#tests/support/cloud-template.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import {
  findPostgres,
  freePort,
  initCluster,
  startCluster,
  stopCluster
} from '../../scripts/setup/postgres-cluster.mjs'
import { type Figure, inMs, measured } from './figure.ts'
import { timingOf } from './timing.ts'

const OPS_A_PUSH = 50
const CONNECTIONS = [1, 8, 64] as const
const PUSHES = 1_600
const PUSHED_OPS = 10_000
const LAGS = 40
const IDLE_COUNTERS = 500
const IDLE_ACCOUNTS = 50

/** The account's part: what a shop of several counters feels of its server. */
export async function benchSync(cloud: TestCloud, server: ServerProcess): Promise<Figure[]> {
  return [
    ...(await benchPushes(cloud, server, path.join(findPostgres().folder, 'pgbench'))),
    ...(await benchCounters(server)),
    await benchIdle(cloud, server)
  ]
}

/** Measures on a server in a process of its own, over a PostgreSQL that keeps its word at a power cut. Once in a process: where the databases are is asked once. */
export async function onBenchServer(
  measure: (cloud: TestCloud, server: ServerProcess) => Promise<void>
): Promise<void> {
  const programs = findPostgres()
  const home = mkdtempSync(path.join(tmpdir(), 'counterbook-bench-pg-'))
  const dataFolder = path.join(home, 'data')
  // PostgreSQL runs as somebody else than the administrator, and must reach its folder.
  spawnSync('chmod', ['711', home])
  initCluster(programs, dataFolder)
  const port = await freePort()
  const postmaster = await startCluster(programs, { dataFolder, port, settings: { max_connections: '200' } })
  process.env.TEST_DATABASE_URL = `postgres://postgres@127.0.0.1:${port}/postgres`
  const cloud = await openTestCloud()
  const server = await startServer(cloud.url, 0, path.join(import.meta.dirname, 'cloud-without-rates.ts'))
  try {
    await measure(cloud, server)
  } finally {
    await server.kill('SIGTERM')
    await cloud.close()
    await stopCluster(postmaster)
    delete process.env.TEST_DATABASE_URL
    rmSync(home, { recursive: true, force: true })
  }
}

/** The token of a real server's clock. */
function atWork(cloud: TestCloud, device: TestDevice): TestDevice {
  const { accountId, deviceNo } = device
  const token = mintToken(cloud.cloud.serverKey, { accountId, deviceNo, expiresAt: Date.now() + 3_600_000 })
  return { ...device, token, headers: { authorization: `Bearer ${token}` } }
}

interface Pushing {
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly string[]
}

/** A shop's counter with its pushes made beforehand: what is measured is the server. */
async function pushing(cloud: TestCloud, pushes: number): Promise<Pushing> {
  const counter = new TestCounter(atWork(cloud, await makeAccount(cloud.cloud)))
  const bodies = []
  for (let done = 0; done < pushes; done++) {
    const from = counter.ops.length + 1
    counter.recordMany(OPS_A_PUSH, 'cotton bales, 12 pieces, to be fetched on Friday')
    bodies.push(JSON.stringify(counter.push(from, counter.ops.length)))
    // Nothing of the others is waiting: the answer brings no ops.
    counter.cursor = counter.ops.length
  }
  return { headers: { ...counter.device.headers, 'content-type': 'application/json' }, bodies }
}

async function post(url: string, { headers }: Pushing, body: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`a push was refused: ${answer.status} ${text}`)
}

/** Pushes of fifty ops by one, eight and sixty-four shops at a time, each beside the bare statements of the same rows by pgbench. */
async function benchPushes(cloud: TestCloud, server: ServerProcess, pgbench: string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const connections of CONNECTIONS) {
    const shops = []
    for (let shop = 0; shop < connections; shop++)
      shops.push(await pushing(cloud, Math.ceil(PUSHES / Math.max(4, connections))))
    const times: number[] = []
    const startedAt = performance.now()
    await Promise.all(
      shops.map(async (shop) => {
        for (const body of shop.bodies) {
          const askedAt = performance.now()
          await post(`${server.address}/v1/push`, shop, body)
          times.push(performance.now() - askedAt)
        }
      })
    )
    const own = (times.length * 1_000) / (performance.now() - startedAt)
    const raw = await bareRows(cloud, pgbench, connections)
    const { medianMs, p99Ms } = timingOf(times)
    figures.push({
      what: `pushes of ${OPS_A_PUSH} ops by ${connections === 1 ? 'one connection' : `${connections} connections`}`,
      timing: { medianMs, p99Ms },
      value: '',
      against: `${Math.round(own * OPS_A_PUSH).toLocaleString('en')} ops/s; pgbench, the same rows: ${Math.round(raw * OPS_A_PUSH).toLocaleString('en')} ops/s`,
      ratio: raw / own,
      limit: null
    })
  }
  return figures
}

const BARE_SECONDS = 4
const ACCOUNT = `('00000000-0000-4000-8000-' || lpad(:client_id::text, 12, '0'))::uuid`

/** Transactions a second of the statements that a push comes to, as bare as they can be sent: no rights, no proof, no packing. */
async function bareRows(cloud: TestCloud, pgbench: string, connections: number): Promise<number> {
  const script = path.join(tmpdir(), `counterbook-push-${process.pid}.sql`)
  await asSuperuser(
    cloud.superUrl,
    `INSERT INTO account SELECT ('00000000-0000-4000-8000-' || lpad(c::text, 12, '0'))::uuid, 'A shop', 1, 1, decode(repeat('00', 32), 'hex'), 0, 0, NULL, NULL, now()
       FROM generate_series(0, ${connections - 1}) AS c ON CONFLICT DO NOTHING`,
    `INSERT INTO device SELECT account_id, 1, 'key', 'Front', 'KM', '0', 'active', NULL, 0, decode(repeat('00', 32), 'hex'), 0, NULL, NULL, now()
       FROM account WHERE account_id::text LIKE '00000000-0000-4000-8000-%' ON CONFLICT DO NOTHING`
  )
  const size = await bodySize(cloud)
  writeFileSync(
    script,
    `BEGIN;
SELECT next_seq AS seq FROM account WHERE account_id = ${ACCOUNT} FOR UPDATE \\gset
SELECT last_hash FROM device WHERE account_id = ${ACCOUNT} AND device_no = 1 FOR UPDATE;
INSERT INTO journal VALUES (${ACCOUNT}, :seq + ${OPS_A_PUSH - 1}, :seq, 1, :seq, :seq + ${OPS_A_PUSH - 1}, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), repeat('s', 86), 1, 0, 6000, decode(repeat('5a', ${size}), 'hex'));
UPDATE account SET next_seq = :seq + ${OPS_A_PUSH}, bytes_used = bytes_used + ${size} WHERE account_id = ${ACCOUNT};
UPDATE device SET last_dev_seq = :seq + ${OPS_A_PUSH - 1}, pulled_seq = :seq, last_seen_at = now() WHERE account_id = ${ACCOUNT} AND device_no = 1;
COMMIT;
`
  )
  const args = ['-n', '-c', String(connections), '-j', '1', '-T', String(BARE_SECONDS), '-f', script, cloud.superUrl]
  const run = spawnSync(pgbench, args, { encoding: 'utf8' })
  rmSync(script, { force: true })
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
  if (tps === undefined) throw new Error(`pgbench: ${run.stderr}`)
  return Number(tps)
}

/** How many bytes the server keeps of such a push. */
async function bodySize(cloud: TestCloud): Promise<number> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: cloud.superUrl })
  await client.connect()
  const { rows } = await client.query<{ size: number }>('SELECT avg(octet_length(body))::int AS size FROM journal')
  await client.end()
  return rows[0]?.size ?? 1_000
}

async function until(isSo: () => Promise<boolean>, mostMs = 120_000): Promise<void> {
  for (const from = performance.now(); performance.now() - from < mostMs; await pause(5)) if (await isSo()) return
  throw new Error('the counters did not come to one book in time')
}

/** Two real counters on real sockets: all of a book pushed, taken by the other, and how soon one sees what the other sold. */
async function benchCounters(server: ServerProcess): Promise<Figure[]> {
  const first = openTestApp({ drivesPrinters: true })
  await first.call('shop.create', firstRun())
  for (let done = 0; done < PUSHED_OPS; done++)
    await first.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }) as never)
  const pushedAt = performance.now()
  await first.call('sync.turnOn', { server: server.address, owner: '' })
  const status = (app: TestApp) => app.call('sync.status', {})
  await until(async () => (await status(first)).state === 'on' && (await status(first)).waitingCount === 0)
  const pushMs = performance.now() - pushedAt

  const second = openTestApp({ drivesPrinters: true })
  const waiting = await second.call('sync.join', { server: server.address, counterName: 'Counter 2' })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  const { pairId, deviceKey } = await first.call('sync.look', { code: waiting.code })
  await first.call('sync.letIn', { pairId, deviceKey, name: 'Counter 2' })
  const joinedAt = performance.now()
  await until(async () => (await second.call('sync.joinState', {})).step === 'joined')
  await until(async () => {
    await second.call('sync.now', {})
    return (await status(second)).taken >= PUSHED_OPS
  }, 300_000)
  const joinMs = performance.now() - joinedAt

  const lags: number[] = []
  for (let done = 0; done < LAGS; done++) {
    const { taken } = await status(second)
    await first.call('entry.record', ask.sale(null, 50_00, { cashMinor: 50_00 }) as never)
    const soldAt = performance.now()
    await first.call('sync.now', {})
    await second.call('sync.now', {})
    await until(async () => (await status(second)).taken > taken)
    lags.push(performance.now() - soldAt)
  }
  await second.close()
  await first.close()
  const perSecond = (ms: number) => `${Math.round((PUSHED_OPS * 1_000) / ms).toLocaleString('en')} ops/s`
  return [
    measured(
      `push of ${PUSHED_OPS.toLocaleString('en')} operations by a counter`,
      pushMs / 1_000,
      's',
      null,
      perSecond(pushMs)
    ),
    measured(`a counter joins a book of as many, by replay`, joinMs / 1_000, 's', null, perSecond(joinMs)),
    {
      what: 'an entry at one counter in the book of the other, both asked at once',
      timing: timingOf(lags),
      against: 'the server on the same machine',
      ratio: null,
      limit: null
    }
  ]
}

const residentKiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

/** What a counter that only asks now and then holds of the server: its connection, and nothing else. */
async function benchIdle(cloud: TestCloud, server: ServerProcess): Promise<Figure> {
  const devices: TestDevice[] = []
  for (let account = 0; account < IDLE_ACCOUNTS; account++)
    devices.push(atWork(cloud, await makeAccount(cloud.cloud, `Shop ${account}`)))
  const askAll = () =>
    Promise.all(
      Array.from({ length: IDLE_COUNTERS }, async (_, at) => {
        const { headers } = devices[at % IDLE_ACCOUNTS] ?? {}
        await (await fetch(`${server.address}/v1/pull?cursor=0&epoch=1`, { headers: { ...headers } })).text()
      })
    )
  await askAll()
  const before = residentKiB(server.child.pid ?? 0)
  for (let round = 0; round < 5; round++) await askAll()
  const after = residentKiB(server.child.pid ?? 0)
  return measured(
    'memory of the server for each idle counter that asks',
    Math.max(0, after - before) / IDLE_COUNTERS,
    'KiB',
    null,
    `${IDLE_COUNTERS} of them; the server in all ${inMs(after / 1024)} MiB`
  )
}

import { readFileSync } from 'node:fs'
import { createZstdCompress } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolDevice, makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { TestCounter } from '#tests/support/cloud-counter.ts'
import { atWork, pushOver, type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import { proveAccount } from '#tests/support/prove-account.ts'
import { freePort } from '../../../scripts/setup/postgres-cluster.mjs'

// What somebody sends who has a good token and bad intentions, to the real server in its own process.
const GIGABYTE = 1_073_741_824
const MOST_GROWTH = 300 * 1_048_576

let cloud: TestCloud
let server: ServerProcess
beforeAll(async () => {
  cloud = await openTestCloud()
  server = await startServer(cloud.url, await freePort())
})
afterAll(async () => {
  await server.kill()
  await cloud.close()
})

/** A gigabyte of blanks, packed into some kilobytes, without ever holding it. */
async function bomb(): Promise<Buffer> {
  const packer = createZstdCompress()
  const parts: Buffer[] = []
  packer.on('data', (part: Buffer) => parts.push(part))
  const block = Buffer.alloc(4 * 1_048_576, 0x20)
  for (let bytes = 0; bytes < GIGABYTE; bytes += block.length)
    if (!packer.write(block)) await new Promise((resolve) => packer.once('drain', resolve))
  await new Promise((resolve) => packer.end(resolve))
  return Buffer.concat(parts)
}

/** The most memory that the server ever had, in bytes. */
const peakOf = ({ child }: ServerProcess): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024

test('fault 23: a gigabyte in some kilobytes, an op too large, deep brackets, fractions, a bad chain: refused, and nobody else notices', async () => {
  const bad = new TestCounter(atWork(cloud.cloud, await makeAccount(cloud.cloud)))
  const good = new TestCounter(atWork(cloud.cloud, await enrolDevice(cloud.cloud, bad.device.accountId, 2)))
  const packed = await bomb()
  expect(packed.length).toBeLessThan(200_000)
  const post = async (body: Buffer | string, encoding: string, triesLeft = 5): Promise<[number, string]> => {
    const headers = { ...bad.device.headers, 'content-type': 'application/json', 'content-encoding': encoding }
    try {
      const answer = await fetch(`${server.address}/v1/push`, { method: 'POST', headers, body: body as string })
      const { error } = (await answer.json()) as { error: string }
      return [answer.status, error]
    } catch (error) {
      // The server hangs up on what it does not want to read; whoever is still sending may not hear why. It is no answer, so it is asked again.
      if (triesLeft === 0) throw error
      return post(body, encoding, triesLeft - 1)
    }
  }
  const before = peakOf(server)
  const bombs = await Promise.all(Array.from({ length: 4 }, () => post(packed, 'zstd')))
  expect(bombs).toEqual(Array(4).fill([413, 'too-large']))
  expect(peakOf(server) - before).toBeLessThan(MOST_GROWTH)

  bad.recordMany(3)
  const push = bad.push(1, 1)
  const op = (body: string) => `{"b":0,"d":${body},"k":"audit.note","n":1,"t":"0000000000000000","u":"","v":1}`
  for (const [ops, status, error] of [
    [[op(`{"a":"${'x'.repeat(8 * 1_048_576)}"}`)], 413, 'too-large'],
    [[op(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)], 400, 'bad-request'],
    [[op('{"amount":0.1}')], 400, 'bad-request'],
    [[op('{}')], 422, 'bad-chain']
  ] as const)
    expect(await post(JSON.stringify({ ...push, ops }), 'identity')).toEqual([status, error])
  expect(await post(Buffer.alloc(3 * 1_048_576, 0x20), 'identity')).toEqual([413, 'too-large'])

  good.recordMany(5)
  expect((await pushOver(server.address, good, 1, 5))?.status).toBe(200)
  const { troubles, ops } = await proveAccount(cloud.superUrl, good.device.accountId, [good])
  expect([troubles, ops]).toEqual([[], 5])
})

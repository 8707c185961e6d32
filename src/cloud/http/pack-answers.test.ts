import zlib from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { send, TestCounter } from '#tests/support/cloud-counter.ts'
import { packingFor } from './pack-answers.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

test.each([
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip, deflate', 'gzip'],
  ['zstd;q=0, gzip;q=0.5', 'gzip'],
  ['gzip;q=0.0', null],
  ['br', null],
  [undefined, null]
] as const)('whoever takes %s gets %s', (accepted, packing) => {
  expect(packingFor(accepted)).toBe(packing)
})

test('a page comes packed as it is asked for, and is the same', async () => {
  const counter = new TestCounter(await makeAccount(cloud.cloud))
  counter.recordMany(100)
  await send(cloud, counter.device, '/v1/push', counter.push(1, 100))
  const url = '/v1/pull?cursor=0&epoch=1'
  const pull = (accepted: string) =>
    cloud.app.inject({ url, headers: { ...counter.device.headers, 'accept-encoding': accepted } })
  const plain = await pull('identity')
  expect(plain.headers['content-encoding']).toBe(undefined)
  for (const [accepted, unpack] of [
    ['zstd', zlib.zstdDecompressSync],
    ['gzip', zlib.gunzipSync]
  ] as const) {
    const packed = await pull(accepted)
    expect(packed.headers['content-encoding']).toBe(accepted)
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
    expect(JSON.parse(unpack(packed.rawPayload).toString())).toEqual(plain.json())
  }
})

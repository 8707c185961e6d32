import { expect, test } from 'vitest'
import { silentLog } from '#main/ports/log.ts'
import { findByMdns } from './find-counters.ts'
import { lanAddressText, readLanAddress } from './lan-address.ts'

const SHOP = 'a'.repeat(32)

test('two counters of one shop find each other by mDNS, and no other shop', async () => {
  const found: string[][] = [[], [], []]
  const shops = [SHOP, SHOP, 'b'.repeat(32)]
  const finding = shops.map((shop, at) =>
    findByMdns(
      {
        ...{ shop, port: 40_001 + at, log: silentLog, lost() {} },
        found: (address) => found[at]?.push(lanAddressText(address).split(':')[1] ?? '')
      },
      { interface: '127.0.0.1', bind: '0.0.0.0' }
    )
  )
  try {
    await expect.poll(() => [found[0]?.[0], found[1]?.[0]], { timeout: 15_000 }).toEqual(['40002', '40001'])
    expect(found[2]).toEqual([])
  } finally {
    for (const one of finding) one.stop()
  }
}, 30_000)

test('an address is one of the net of the shop, as a person types it', () => {
  expect(readLanAddress(' 192.168.1.20 ')).toEqual({ host: '192.168.1.20', port: 47_615 })
  expect(readLanAddress('10.0.0.7:5000')).toEqual({ host: '10.0.0.7', port: 5_000 })
  for (const text of ['', '8.8.8.8', 'counter-2', '192.168.1.20:0', '192.168.1.20:99999', '192.168.1.20:5:6', '::1'])
    expect(readLanAddress(text)).toBeNull()
})

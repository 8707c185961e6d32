import { expect, test } from 'vitest'
import { Limits } from '#cloud/app/limits.ts'
import { openTestCloud } from '#tests/support/cloud-account.ts'

/** How many of so many requests are refused, each with a made-up address of its own before the real one. */
async function refusedOf(trustedProxies: string[], remoteAddress: string, forwarded: (each: number) => string) {
  const cloud = await openTestCloud({ settings: { trustedProxies }, limits: new Limits() })
  const answers = await Promise.all(
    Array.from({ length: 310 }, (_, each) =>
      cloud.app.inject({ url: '/v1/info', remoteAddress, headers: { 'x-forwarded-for': forwarded(each) } })
    )
  )
  await cloud.close()
  return answers.filter((answer) => answer.statusCode === 429).length
}

test('whoever is no trusted proxy cannot say that he comes from elsewhere', async () => {
  expect(await refusedOf([], '203.0.113.9', (each) => `198.51.100.${each % 250}`)).toBe(10)
  expect(await refusedOf(['10.0.0.1'], '203.0.113.9', (each) => `198.51.100.${each % 250}`)).toBe(10)
})

test('behind a trusted proxy each customer has his own limit, whatever he wrote before the proxy did', async () => {
  expect(await refusedOf(['127.0.0.1'], '127.0.0.1', (each) => `198.51.100.${each % 2}`)).toBe(0)
  expect(await refusedOf(['127.0.0.1'], '127.0.0.1', (each) => `192.0.2.${each % 250}, 198.51.100.7`)).toBe(10)
})

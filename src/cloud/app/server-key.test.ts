import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/support/cloud-database.ts'
import { mintToken, readToken } from './device-token.ts'
import { openText, sealText } from './sealed-key.ts'
import { loadServerKey, WrongSecretError } from './server-key.ts'

const secret = 'a secret of more than thirty-two letters'
const facts = { accountId: '3b241101-e2bb-4255-8caf-4136c566a962', deviceNo: 1, expiresAt: 1_000 }

let kept: TestDatabase
beforeAll(async () => {
  kept = await openTestDatabase()
})
afterAll(() => kept.drop())

test('servers that start at one moment have one key, and take the tokens of each other', async () => {
  const { directory } = kept.database
  const keys = await Promise.all(Array.from({ length: 4 }, () => loadServerKey(directory, secret, 0)))
  expect(new Set(keys.map((key) => key.publicKey)).size).toBe(1)
  const [one, , , other] = keys
  if (one === undefined || other === undefined) throw new Error('four servers have four keys')
  expect(readToken(other, mintToken(one, facts), 0)).toEqual(facts)
})

test('another secret opens nothing, and says what to do', async () => {
  const again = loadServerKey(kept.database.directory, 'another secret of thirty-two letters', 0)
  await expect(again).rejects.toThrow(WrongSecretError)
  await expect(again).rejects.toThrow('CLOUD_SECRET')
})

test('what is sealed is opened by its secret alone, and not after any change', () => {
  const sealed = sealText(secret, 'a private key')
  expect(openText(secret, sealed)).toBe('a private key')
  expect(sealed.includes(Buffer.from('private'))).toBe(false)
  expect(openText(`${secret}.`, sealed)).toBeNull()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(openText(secret, changed)).toBeNull()
  }
  expect(openText(secret, Buffer.alloc(3))).toBeNull()
})

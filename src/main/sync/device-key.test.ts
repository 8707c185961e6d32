import { expect, test } from 'vitest'
import { openVault, type Secrets } from '#main/ports/secrets.ts'
import {
  forgetDeviceKey,
  forgetNextDeviceKey,
  isSignedBy,
  makeDeviceKey,
  nextDeviceKey,
  readDeviceKey
} from './device-key.ts'

function vaultWith(kept = new Map<string, string>()) {
  const secrets: Secrets = {
    read: (name) => kept.get(name) ?? null,
    write(name, value) {
      if (value === null) kept.delete(name)
      else kept.set(name, value)
    }
  }
  return { kept, vault: openVault(secrets) }
}

test('a key is kept before it is used, found by its public half, and signs the same', async () => {
  const { vault } = vaultWith()
  const made = await makeDeviceKey(vault)
  const read = await readDeviceKey(vault, made.publicKey)
  expect(read?.sign('text')).toBe(made.sign('text'))
  expect(isSignedBy(made.publicKey, 'text', made.sign('text'))).toBe(true)
  expect(isSignedBy(made.publicKey, 'other', made.sign('text'))).toBe(false)
  await forgetDeviceKey(vault, made.publicKey)
  expect(await readDeviceKey(vault, made.publicKey)).toBeNull()
})

test('what is damaged, or is the key of another name, is none', async () => {
  const { kept, vault } = vaultWith()
  const [one, other] = [await makeDeviceKey(vault), await makeDeviceKey(vault)]
  kept.set(`sync-key:${one.publicKey}`, kept.get(`sync-key:${other.publicKey}`) ?? '')
  expect(await readDeviceKey(vault, one.publicKey)).toBeNull()
  kept.set(`sync-key:${one.publicKey}`, 'no key')
  expect(await readDeviceKey(vault, one.publicKey)).toBeNull()
})

test('what is no key or no signature is false, not thrown', () => {
  expect(isSignedBy('', 'text', '')).toBe(false)
  expect(isSignedBy('A'.repeat(43), 'text', '!')).toBe(false)
})

test('a counter goes on with one next key, however often it is asked for, and then with another', async () => {
  const { kept, vault } = vaultWith()
  const old = await makeDeviceKey(vault)
  const next = await nextDeviceKey(vault, old.publicKey)
  expect((await nextDeviceKey(vault, old.publicKey)).publicKey).toBe(next.publicKey)
  expect(next.publicKey).not.toBe(old.publicKey)
  expect(kept.size).toBe(3)
  await forgetNextDeviceKey(vault, old.publicKey)
  expect((await nextDeviceKey(vault, old.publicKey)).publicKey).not.toBe(next.publicKey)
})

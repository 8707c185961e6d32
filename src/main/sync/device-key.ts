import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import type { KeyVault } from '#main/ports/secrets.ts'

/** What signs for this counter. The private half leaves the vault as an object of the runtime, never as text. */
export interface DeviceKey {
  /** Raw Ed25519, base64url. It names the key in the vault, so a file that bears it finds it. */
  readonly publicKey: string
  /** Base64url. */
  sign(text: string): string
}

const nameOf = (publicKey: string) => `sync-key:${publicKey}`

/** Makes a key on this PC and keeps it before it is used. Fails with `message/key-not-kept`. */
export async function makeDeviceKey(vault: KeyVault): Promise<DeviceKey> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = publicKeyOf(privateKey)
  await vault.write(nameOf(publicKey), privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))
  return keyOf(privateKey, publicKey)
}

/** The key of a file on this PC, or null: lost with the system's key store, or the file was made on another PC. */
export async function readDeviceKey(vault: KeyVault, publicKey: string): Promise<DeviceKey | null> {
  const kept = await vault.read(nameOf(publicKey))
  if (kept === null) return null
  try {
    const key = createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' })
    return publicKeyOf(key) === publicKey ? keyOf(key, publicKey) : null
  } catch {
    // What is damaged is none: the counter is enrolled anew.
    return null
  }
}

const nextNameOf = (publicKey: string) => `sync-next-key:${publicKey}`

/**
 * The key that a counter goes on with in place of another one: made once, and the same however often an answer is lost, so that the server
 * is asked for one new counter and no more. Fails with `message/key-not-kept`.
 */
export async function nextDeviceKey(vault: KeyVault, publicKey: string): Promise<DeviceKey> {
  const begun = await vault.read(nextNameOf(publicKey))
  const kept = begun === null ? null : await readDeviceKey(vault, begun)
  if (kept !== null) return kept
  const key = await makeDeviceKey(vault)
  await vault.write(nextNameOf(publicKey), key.publicKey)
  return key
}

/** The counter goes on with its next key: the one after that is another one. */
export const forgetNextDeviceKey = (vault: KeyVault, publicKey: string): Promise<void> =>
  vault.write(nextNameOf(publicKey), null)

export const forgetDeviceKey = (vault: KeyVault, publicKey: string): Promise<void> =>
  vault.write(nameOf(publicKey), null)

function publicKeyOf(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new Error('an Ed25519 key without x')
  return x
}

const keyOf = (privateKey: KeyObject, publicKey: string): DeviceKey => ({
  publicKey,
  sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url')
})

/** Whether a text was signed by the holder of a raw Ed25519 key. Whatever is no key or no signature is false. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSignedBy, newKeyTexts, privateKeyOf, publicKeyOf, sha256, signText } from './ed25519.ts'

/** RFC 8032, 7.1, test 2. */
const rfc = {
  privateKey: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex').toString(
    'base64url'
  ),
  publicKey: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString(
    'base64url'
  ),
  signature: Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex'
  ).toString('base64url')
}

describe('signatures', () => {
  test('are those of RFC 8032', () => {
    expect(signText('r', privateKeyOf(rfc))).toBe(rfc.signature)
    expect(isSignedBy(rfc.publicKey, 'r', rfc.signature)).toBe(true)
  })

  test('hold for their text and key alone', () => {
    const [one, other] = [newKeyTexts(), newKeyTexts()]
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, otherText) => {
        const signature = signText(text, privateKeyOf(one))
        expect(isSignedBy(one.publicKey, text, signature)).toBe(true)
        expect(isSignedBy(other.publicKey, text, signature)).toBe(false)
        if (Buffer.from(text).compare(Buffer.from(otherText)) !== 0) {
          expect(isSignedBy(one.publicKey, otherText, signature)).toBe(false)
        }
      }),
      { numRuns: 50 }
    )
  })

  test('a flipped bit anywhere breaks one', () => {
    const pair = newKeyTexts()
    const good = Buffer.from(signText('text', privateKeyOf(pair)), 'base64url')
    for (let bit = 0; bit < 512; bit += 7) {
      const bad = Buffer.from(good)
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(isSignedBy(pair.publicKey, 'text', bad.toString('base64url'))).toBe(false)
    }
  })

  test('what is no key or no signature is refused, not thrown', () => {
    const pair = newKeyTexts()
    const signature = signText('text', privateKeyOf(pair))
    for (const key of ['', 'x', '!'.repeat(43), `${pair.publicKey}=`, `${pair.publicKey}A`, ' '.repeat(43)]) {
      expect(isSignedBy(key, 'text', signature)).toBe(false)
    }
    for (const bad of ['', 'x', `${signature}=`, `${signature} `, 'A'.repeat(86)]) {
      expect(isSignedBy(pair.publicKey, 'text', bad)).toBe(false)
    }
  })

  test('a key of small order is none: one signature would be good for any text', () => {
    const identity = Buffer.alloc(32)
    identity[0] = 1
    const anyText = Buffer.concat([identity, Buffer.alloc(32)]).toString('base64url')
    expect(publicKeyOf(identity.toString('base64url'))).toBeNull()
    expect(isSignedBy(identity.toString('base64url'), 'whatever', anyText)).toBe(false)
    expect(publicKeyOf(Buffer.alloc(32).toString('base64url'))).toBeNull()
  })

  test('hashes run over the parts one after the other', () => {
    expect(sha256('ab', Buffer.from('c'))).toEqual(sha256('abc'))
  })
})

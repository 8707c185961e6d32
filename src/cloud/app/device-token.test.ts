import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CHALLENGE_LIFE_MS,
  mintChallenge,
  mintToken,
  readChallenge,
  readToken,
  serverKeyOf,
  TOKEN_LIFE_MS
} from './device-token.ts'
import { newKeyTexts, signText } from './ed25519.ts'

const now = 1_790_000_000_000
const server = serverKeyOf(newKeyTexts())
const foreign = serverKeyOf(newKeyTexts())
const facts = { accountId: '3b241101-e2bb-4255-8caf-4136c566a962', deviceNo: 3, expiresAt: now + TOKEN_LIFE_MS }

describe('a token', () => {
  test('says whose it is until its time is over', () => {
    const token = mintToken(server, facts)
    expect(readToken(server, token, now)).toEqual(facts)
    expect(readToken(server, token, facts.expiresAt - 1)).toEqual(facts)
    expect(readToken(server, token, facts.expiresAt)).toBeNull()
  })

  test('of another server is none', () => {
    expect(readToken(server, mintToken(foreign, facts), now)).toBeNull()
  })

  test('does not survive any change', () => {
    const token = mintToken(server, facts)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1)
        if (changed !== token) expect(readToken(server, changed, now)).toBeNull()
      })
    )
    const [head, , signature] = token.split('.')
    const other = Buffer.from(JSON.stringify({ a: facts.accountId, d: 1, e: facts.expiresAt })).toString('base64url')
    expect(readToken(server, `${head}.${other}.${signature}`, now)).toBeNull()
    expect(readToken(server, `${token}.x`, now)).toBeNull()
  })

  test('is not read from garbage, nor from what the server signed for another purpose', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readToken(server, text, now)).toBeNull()
      })
    )
    const payload = Buffer.from('{}').toString('base64url')
    expect(readToken(server, `cb1.${payload}.${signText(payload, server.key)}`, now)).toBeNull()
  })
})

describe('a challenge', () => {
  const whom = { accountId: facts.accountId, deviceNo: facts.deviceNo }

  test('is read by every server with the key, for its device and time alone', () => {
    const challenge = mintChallenge(server, whom, now)
    expect(challenge.length).toBeLessThanOrEqual(200)
    expect(readChallenge(server, whom, challenge, now + CHALLENGE_LIFE_MS)).toBe(now)
    expect(readChallenge(server, whom, challenge, now + CHALLENGE_LIFE_MS + 1)).toBeNull()
    expect(readChallenge(server, { ...whom, deviceNo: 4 }, challenge, now)).toBeNull()
    expect(readChallenge(foreign, whom, challenge, now)).toBeNull()
  })

  test('of a server whose clock runs far ahead is refused', () => {
    expect(readChallenge(server, whom, mintChallenge(server, whom, now + 20_000), now)).toBe(now + 20_000)
    expect(readChallenge(server, whom, mintChallenge(server, whom, now + 60_000), now)).toBeNull()
  })

  test('is never the same twice', () => {
    expect(mintChallenge(server, whom, now)).not.toBe(mintChallenge(server, whom, now))
  })

  test('is not read from garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 50, maxLength: 60 }), (bytes) => {
        expect(readChallenge(server, whom, Buffer.from(bytes).toString('base64url'), now)).toBeNull()
      })
    )
  })
})

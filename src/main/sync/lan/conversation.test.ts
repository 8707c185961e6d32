import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makePassingKey, openConversation } from './conversation.ts'

function two() {
  const [one, other] = [makePassingKey(), makePassingKey()]
  const ends = { transcript: 'both signed this' }
  const began = openConversation({ ...ends, own: one, theirKey: other.publicKey, hasBegun: true })
  const answers = openConversation({ ...ends, own: other, theirKey: one.publicKey, hasBegun: false })
  if (began === null || answers === null) throw new Error('no conversation')
  return { began, answers, one, other }
}

test('what one seals the other opens, in both directions and in order', async () => {
  const { began, answers } = two()
  for (const said of [{ n: 1 }, { n: 2 }]) expect(await answers.open(await began.seal(said))).toEqual(said)
  expect(await began.open(await answers.seal({ n: 3 }))).toEqual({ n: 3 })
})

test('what was changed anywhere, cut, or sealed for somebody else is none', async () => {
  const { began, answers } = two()
  const sealed = await began.seal({ amountMinor: 100_00 })
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(await answers.open(changed)).toBeNull()
  }
  for (const length of [0, 7, 23, sealed.length - 1]) expect(await answers.open(sealed.subarray(0, length))).toBeNull()
  expect(await two().answers.open(sealed)).toBeNull()
  expect(await answers.open(randomBytes(500))).toBeNull()
  expect(await answers.open(sealed)).toEqual({ amountMinor: 100_00 })
})

test('what was heard already, or is sent back to whoever said it, is none', async () => {
  const { began, answers } = two()
  const first = await began.seal('first')
  const second = await began.seal('second')
  expect(await began.open(first)).toBeNull()
  expect(await answers.open(second)).toBe('second')
  expect(await answers.open(second)).toBeNull()
  expect(await answers.open(first)).toBeNull()
})

test('other words that were signed make other keys, and what is no key makes none', async () => {
  const { one, other, answers } = two()
  const lied = openConversation({ own: one, theirKey: other.publicKey, transcript: 'other words', hasBegun: true })
  expect(await answers.open((await lied?.seal('hello')) ?? Buffer.alloc(0))).toBeNull()
  const zero = Buffer.alloc(32).toString('base64url')
  expect(openConversation({ own: one, theirKey: zero, transcript: '', hasBegun: true })).toBeNull()
})

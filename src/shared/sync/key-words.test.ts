import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sha256 } from '#shared/journal/op.ts'
import { keyWords } from './key-words.ts'

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

describe('the words of a key', () => {
  test('never change', () => {
    expect(keyWords(sha256, '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toEqual([
      'easel',
      'blossom',
      'zebra',
      'banana',
      'actor',
      'doctor'
    ])
    const all = Array.from({ length: 256 }, (_, byte) => keyWords(() => new Uint8Array(32).fill(byte), 'any')[0])
    expect(
      Buffer.from(sha256(all.join(' ')))
        .toString('hex')
        .slice(0, 16)
    ).toBe('1fa7fbf5e5f837b4')
  })

  test('are 256, none twice, one for each byte', () => {
    const all = new Set<string>()
    for (let byte = 0; byte < 256; byte++) {
      const words = keyWords(() => new Uint8Array(32).fill(byte), 'any')
      expect(new Set(words).size).toBe(1)
      for (const word of words) all.add(word)
    }
    expect(all.size).toBe(256)
  })

  test('are six and differ from key to key', () => {
    fc.assert(
      fc.property(fc.base64String(), fc.base64String(), (one, other) => {
        expect(keyWords(sha256, one)).toHaveLength(6)
        if (one !== other) expect(keyWords(sha256, one)).not.toEqual(keyWords(sha256, other))
      })
    )
  })
})

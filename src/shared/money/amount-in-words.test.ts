import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountInWords } from './amount-in-words.ts'
import { ENGLISH_NUMBERS } from './amount-in-words-en.ts'
import { HINDI_NUMBERS } from './amount-in-words-hi.ts'
import { MAX_BALANCE_MINOR, minor } from './money.ts'

describe('amountInWords', () => {
  test.each([
    [0, 'Rupees Zero Only', 'शून्य रुपये मात्र'],
    [100, 'Rupee One Only', 'एक रुपया मात्र'],
    [1, 'Paisa One Only', 'एक पैसा मात्र'],
    [50, 'Paise Fifty Only', 'पचास पैसे मात्र'],
    [10_000, 'Rupees One Hundred Only', 'एक सौ रुपये मात्र'],
    [
      12_345_650,
      'Rupees One Lakh Twenty-three Thousand Four Hundred Fifty-six and Paise Fifty Only',
      'एक लाख तेईस हज़ार चार सौ छप्पन रुपये पचास पैसे मात्र'
    ],
    [1_000_000_000, 'Rupees One Crore Only', 'एक करोड़ रुपये मात्र'],
    [1_000_000_000_000, 'Rupees One Thousand Crore Only', 'एक हज़ार करोड़ रुपये मात्र'],
    [1_000_000_000_000_000, 'Rupees Ten Lakh Crore Only', 'दस लाख करोड़ रुपये मात्र'],
    [10_000_001_01, 'Rupees One Crore One and Paisa One Only', 'एक करोड़ एक रुपये एक पैसा मात्र']
  ])('%d', (value, english, hindi) => {
    expect(amountInWords(minor(value), 'en')).toBe(english)
    expect(amountInWords(minor(value), 'hi')).toBe(hindi)
  })

  test('each number below a hundred has a word of its own', () => {
    for (const words of [ENGLISH_NUMBERS, HINDI_NUMBERS]) {
      const all = Array.from({ length: 100 }, (_, value) => words.belowHundred(value))
      expect(new Set(all).size).toBe(100)
      expect(all.every((word) => word.length > 1)).toBe(true)
    }
  })

  test('the words lead back to the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_BALANCE_MINOR }), (value) => {
        expect(readEnglish(amountInWords(minor(value), 'en'))).toBe(value)
      })
    )
  })
})

/** Reads the English words back, with its own small table. */
function readEnglish(sentence: string): number {
  const match = /^(?:Rupees? (?<rupees>.+?))?(?: and )?(?:Pais[ae] (?<paise>.+?))? Only$/.exec(sentence)
  const whole = (words: string | undefined) => (words === undefined ? 0 : readWhole(words.split(' ')))
  return whole(match?.groups?.rupees) * 100 + whole(match?.groups?.paise)
}

function readWhole(words: readonly string[]): number {
  for (const [name, size] of [
    ['Crore', 10_000_000],
    ['Lakh', 100_000],
    ['Thousand', 1000],
    ['Hundred', 100]
  ] as const) {
    const at = words.lastIndexOf(name)
    if (at >= 0) return readWhole(words.slice(0, at)) * size + readWhole(words.slice(at + 1))
  }
  const all = Array.from({ length: 100 }, (_, value) => ENGLISH_NUMBERS.belowHundred(value))
  return words.length === 0 ? 0 : all.indexOf(words.join(' '))
}

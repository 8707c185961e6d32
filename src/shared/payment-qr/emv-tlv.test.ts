import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asciiText } from './ascii-text.ts'
import { crc16 } from './crc16.ts'
import { type EmvField, writeEmv } from './emv-tlv.ts'
import { accountsOf, readEmv, readFields } from './read-emv.ts'

const ROOT: readonly EmvField[] = [
  ['00', '01'],
  [
    '26',
    [
      ['00', 'some.scheme'],
      ['01', 'payee']
    ]
  ],
  ['53', '356'],
  ['58', 'IN']
]
const written = (fields: readonly EmvField[]): string => {
  const text = writeEmv(fields)
  if (!text.ok) throw new Error(text.failure.code)
  return text.value
}

describe('crc16', () => {
  test('is the one of the published check values', () => {
    expect(crc16('123456789')).toBe('29B1')
    expect(crc16('')).toBe('FFFF')
    expect(crc16('A')).toBe('B915')
  })
})

describe('a merchant-presented code', () => {
  const text = fc.string({
    minLength: 1,
    maxLength: 25,
    unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code))
  })

  test('any fields read back as they were written', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 3 }), (payee, name, extras) => {
        const inside: readonly EmvField[] = extras.map((value, at) => [`0${at + 1}`, value])
        const fields = readEmv(
          written([
            ...ROOT.slice(0, 1),
            [
              '27',
              [
                ['00', 'x.y'],
                ['01', payee]
              ]
            ],
            ['59', name],
            ['62', inside]
          ])
        )
        if (!fields.ok) throw new Error(fields.failure.code)
        expect(accountsOf(fields.value)[0]?.inner.get('01')).toBe(payee)
        expect(fields.value.get('59')).toBe(name)
        expect([...(readFields(fields.value.get('62') ?? '')?.values() ?? [])]).toEqual(extras)
      })
    )
  })

  test('is refused when any one character of it is another', () => {
    const whole = written([...ROOT, ['59', 'Sharma Traders'], ['60', 'Indore'], ['54', '1249.50']])
    expect(readEmv(whole).ok).toBe(true)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const other = String.fromCharCode(code)
        fc.pre(other !== whole.charAt(at))
        expect(readEmv(whole.slice(0, at) + other + whole.slice(at + 1))).toMatchObject({
          failure: { code: 'payment-qr/damaged' }
        })
      }),
      { numRuns: 500 }
    )
  })

  test('is refused when it is cut, doubled, in small letters at the end, or has no account', () => {
    const whole = written([...ROOT, ['59', 'Sharma']])
    const seal = (body: string) => `${body}6304${crc16(`${body}6304`)}`
    for (const wrong of [
      whole.slice(0, -1),
      `${whole}0`,
      whole + whole,
      whole.slice(0, -4) + whole.slice(-4).toLowerCase() + (/[A-F]/.test(whole.slice(-4)) ? '' : '!'),
      seal('0002015303356'),
      seal('00020126050001x5303356'),
      seal('00020126050001x26050001y'),
      seal('00020126050001x53033567'),
      seal('00020126050001x5400'),
      seal('00020126050001x54031,5')
    ]) {
      const isAccount = wrong === seal('00020126050001x5303356')
      expect(readEmv(wrong).ok, wrong).toBe(isAccount)
    }
  })

  test('has no room for more than its lengths can say', () => {
    const tooLong = { failure: { code: 'payment-qr/too-long' } }
    expect(writeEmv([...ROOT, ['59', 'x'.repeat(100)]])).toMatchObject(tooLong)
    expect(writeEmv([...ROOT, ['62', [['01', 'x'.repeat(26)]]]])).toMatchObject(tooLong)
    expect(
      writeEmv([...ROOT, ...['80', '81', '82', '83', '84'].map((id): EmvField => [id, 'x'.repeat(99)])])
    ).toMatchObject(tooLong)
  })
})

describe('a name in plain letters', () => {
  test.each([
    ['Sharma & Sons', 'Sharma & Sons'],
    ['São João', 'Sao Joao'],
    ['Nguyễn Văn Đức', 'Nguyen Van Duc'],
    ['Großhandel Łódź', 'Grosshandel Lodz'],
    ['शर्मा ट्रेडर्स', 'Sharma Tredars'],
    ['店', ''],
    ['  a\n b  ', 'a b']
  ])('%s becomes %s', (name, plain) => {
    expect(asciiText(name, 25)).toBe(plain)
  })

  test('is never too long and never holds another letter, whatever the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (name, longest) => {
        expect(asciiText(name, longest)).toMatch(new RegExp(`^[\\x20-\\x7e]{0,${longest}}$`))
      })
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPartyIndex, buildPartyIndexAtOnce } from '#shared/search/build-party-index.ts'
import { PartyIndex, type PartyRow } from '#shared/search/party-index.ts'

const TODAY = 20261121
const ALL = { limit: 1000, nowDay: TODAY }

const knownWord = fc.constantFrom(
  ...['Ramesh', 'रमेश', 'Ram', 'Lal', 'Ramlal', 'கணேஷ்', 'محمد', 'Mohd', 'Gupta', '&', 'বিকাশ', 'S.K.', '9414012345', '42']
)
const anyText = fc.string({ unit: 'binary', maxLength: 40 })
const name = fc.oneof(
  { weight: 4, arbitrary: fc.array(knownWord, { minLength: 1, maxLength: 4 }).map((w) => w.join(' ')) },
  anyText
)
const text = fc.oneof(
  name,
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units))
)

function row(partyNo: number): fc.Arbitrary<PartyRow> {
  return fc.record({
    partyNo: fc.constant(partyNo),
    name,
    place: fc.constantFrom('', 'Kanpur', 'जयपुर'),
    phone: fc.constantFrom('', '9414012345', '+91 98290 12345, 0141-2700000'),
    alias: fc.constantFrom('', 'RK', 'बबलू'),
    uses: fc.nat(100),
    lastUsedOn: fc.constantFrom(0, 20260101, 20261120, 20261231)
  })
}

const rows = fc
  .integer({ min: 0, max: 30 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => row(at + 1))))

test('no text is too strange to ask for, and results are known parties in order, each once', () => {
  fc.assert(
    fc.property(rows, text, fc.integer({ min: -1, max: 40 }), (all, typed, limit) => {
      const results = buildPartyIndexAtOnce(all).query(typed, { limit, nowDay: TODAY })
      expect(results.length).toBeLessThanOrEqual(Math.max(0, limit))
      expect(new Set(results.map((result) => result.partyNo)).size).toBe(results.length)
      for (const [at, { partyNo, score, matched }] of results.entries()) {
        const found = all[partyNo - 1]
        expect(found).toBeDefined()
        expect(score).toBeLessThanOrEqual(results[at - 1]?.score ?? Number.POSITIVE_INFINITY)
        if (matched) expect(0 <= matched.start && matched.start < matched.end).toBe(true)
        if (matched) expect(matched.end).toBeLessThanOrEqual(found?.name.length ?? 0)
      }
    })
  )
})

test('half surrogates, ten thousand letters and other monsters are only texts', () => {
  const monsters = [
    '\ud800',
    '\udc00\ud800',
    'r'.repeat(10_000),
    'रमेश '.repeat(2_500),
    '्'.repeat(10_000),
    '\0\u0001\u0004',
    '9'.repeat(10_000)
  ]
  const index = buildPartyIndexAtOnce(
    monsters.map((monster, at) => ({
      partyNo: at + 1,
      name: monster,
      place: monster,
      phone: monster,
      alias: monster,
      uses: 0,
      lastUsedOn: Number.NaN
    }))
  )
  for (const [at, monster] of monsters.entries()) {
    expect([at, index.query(monster, ALL).some((result) => result.partyNo === at + 1)]).toEqual([at, true])
  }
})

test('every name that is not blank finds itself, with no other name before it', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const index = buildPartyIndexAtOnce(all)
      for (const own of all) {
        if (/^[\s\p{Cc}\p{Cf}\p{Mn}\p{Lm}'’‘ʼ`´]*$/u.test(own.name)) continue
        const results = index.query(own.name, ALL)
        const self = results.find((result) => result.partyNo === own.partyNo)
        expect([own.name, self !== undefined]).toEqual([own.name, true])
        const ahead = results.filter(
          (result) => Math.trunc(result.score / 20_000) > Math.trunc((self?.score ?? 0) / 20_000)
        )
        expect([own.name, ahead]).toEqual([own.name, []])
      }
    })
  )
})

test('a removed party is never found again, and the others are found as if it had never been', () => {
  fc.assert(
    fc.property(
      rows,
      fc.array(text, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 30 }),
      (all, texts, goneNo) => {
        const index = buildPartyIndexAtOnce(all)
        expect(index.remove(goneNo)).toBe(goneNo <= all.length)
        expect(index.has(goneNo)).toBe(false)
        const without = buildPartyIndexAtOnce(all.filter((one) => one.partyNo !== goneNo))
        for (const typed of [...texts, all[goneNo - 1]?.name ?? ''])
          expect(index.query(typed, ALL)).toEqual(without.query(typed, ALL))
      }
    )
  )
})

test('neither the order of adding nor what was changed on the way matters', () => {
  const shuffled = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.array(name, { maxLength: 10 }))
  )
  fc.assert(
    fc.property(shuffled, text, fc.integer({ min: 1, max: 10 }), ([all, another, oldNames], typed, limit) => {
      const index = new PartyIndex()
      for (const [at, one] of another.entries()) index.add({ ...one, name: oldNames[at] ?? one.name, uses: 7 })
      for (const one of another) index.change(one)
      expect(index.size).toBe(all.length)
      const straight = buildPartyIndexAtOnce(all)
      const options = { limit, nowDay: TODAY }
      expect(index.query(typed, options)).toEqual(straight.query(typed, options))
    })
  )
})

test('built in slices of any size it is the same index', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), text, (all, rowsPerSlice, typed) => {
      const slices = buildPartyIndex(all, rowsPerSlice)
      const progress: number[] = []
      let slice = slices.next()
      for (; !slice.done; slice = slices.next()) progress.push(slice.value)
      expect(progress).toEqual(
        Array.from({ length: Math.trunc(all.length / rowsPerSlice) }, (_, at) => (at + 1) * rowsPerSlice)
      )
      expect(slice.value.query(typed, ALL)).toEqual(buildPartyIndexAtOnce(all).query(typed, ALL))
    })
  )
})

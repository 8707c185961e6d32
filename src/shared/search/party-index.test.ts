import { describe, expect, test } from 'vitest'
import { buildPartyIndexAtOnce } from './build-party-index.ts'
import type { PartyRow } from './party-index.ts'

const TODAY = 20261121

function party(partyNo: number, name: string, more: Partial<PartyRow> = {}): PartyRow {
  return { partyNo, name, place: '', phone: '', alias: '', uses: 0, lastUsedOn: 0, ...more }
}

/** Names found by a query, best first. */
function found(rows: readonly PartyRow[], text: string, limit = 20): (string | undefined)[] {
  const index = buildPartyIndexAtOnce(rows)
  const nameOf = new Map(rows.map((row) => [row.partyNo, row.name]))
  return index.query(text, { limit, nowDay: TODAY }).map((result) => nameOf.get(result.partyNo))
}

function named(...names: string[]): PartyRow[] {
  return names.map((name, at) => party(at + 1, name))
}

describe('any script finds any script', () => {
  const ramesh = ['Ramesh', 'रमेश', 'রমেশ', 'ਰਮੇਸ਼', 'રમેશ', 'ରମେଶ', 'ரமேஷ்', 'రమేష్', 'ರಮೇಶ್', 'രമേശ്', 'رمیش']
  test.each(ramesh)('%s finds all eleven', (typed) => {
    expect(found(named(...ramesh, 'Suresh', 'सुरेश'), typed).toSorted()).toEqual(ramesh.toSorted())
  })

  test('the beginning of a word in one script finds it in the other', () => {
    expect(found(named('Ramesh Kumar', 'Mahesh'), 'रम')).toEqual(['Ramesh Kumar'])
    expect(found(named('राजकुमार जैन', 'मोहन'), 'rajk')).toEqual(['राजकुमार जैन'])
    expect(found(named('Rajkumar Jain', 'Mohan'), 'राजक')).toEqual(['Rajkumar Jain'])
  })
})

describe('telephone', () => {
  const rows = [
    party(1, 'Ramesh', { phone: '+91 94140-12345' }),
    party(2, 'Suresh', { phone: '0141 2700000, 9829012345' })
  ]
  test.each(['94140', '9414012345', '+91 94140 12345', '09414012345', '12345', '९४१४०'])('%s', (typed) => {
    expect(found(rows, typed)[0]).toBe('Ramesh')
  })
  test('a number in the middle of a query', () => {
    expect(found(rows, 'suresh 98290')).toEqual(['Suresh'])
  })
})

describe('order of the results', () => {
  test('the exact name, then beginnings, then all words, then slips', () => {
    const rows = named('Ramezh', 'Kumar Ramesh Lal', 'Lal Ramesh', 'Ramesh Lal')
    expect(found(rows, 'ramesh lal')).toEqual(['Ramesh Lal', 'Kumar Ramesh Lal', 'Lal Ramesh'])
  })

  test('use decides only between matches of one class', () => {
    const rows = [
      party(1, 'Ramesh'),
      party(2, 'Ramesh Kumar', { uses: 500, lastUsedOn: TODAY }),
      party(3, 'Ramesh Lal', { uses: 5, lastUsedOn: TODAY })
    ]
    expect(found(rows, 'ramesh')).toEqual(['Ramesh', 'Ramesh Kumar', 'Ramesh Lal'])
    expect(found(rows, 'rame')).toEqual(['Ramesh Kumar', 'Ramesh Lal', 'Ramesh'])
  })

  test('lately used goes before much used long ago', () => {
    const rows = [
      party(1, 'Mohan Das', { uses: 40, lastUsedOn: 20250101 }),
      party(2, 'Mohan Lal', { uses: 2, lastUsedOn: 20261119 })
    ]
    expect(found(rows, 'mohan')).toEqual(['Mohan Lal', 'Mohan Das'])
  })

  test('a day ahead of today, from a clock once set wrong, counts as today', () => {
    const rows = [
      party(1, 'Mohan Das', { uses: 1, lastUsedOn: 20620101 }),
      party(2, 'Mohan Lal', { uses: 9, lastUsedOn: TODAY })
    ]
    expect(found(rows, 'mohan')).toEqual(['Mohan Lal', 'Mohan Das'])
  })

  test('a touched party rises', () => {
    const index = buildPartyIndexAtOnce(named('Mohan Das', 'Mohan Lal'))
    index.touch(2, TODAY)
    index.touch(99, TODAY)
    expect(index.query('mohan', { limit: 5, nowDay: TODAY }).map((result) => result.partyNo)).toEqual([2, 1])
  })

  test('a blank query lists all by use', () => {
    const rows = [party(1, 'Anil'), party(2, 'Sunil', { uses: 3, lastUsedOn: TODAY })]
    expect(found(rows, '  ')).toEqual(['Sunil', 'Anil'])
  })
})

describe('ways of typing', () => {
  test.each([
    ['rmaesh', 'Ramesh Gupta'],
    ['ramesh gutpa', 'Ramesh Gupta'],
    ['rameshgupta', 'Ramesh Gupta'],
    ['rames hgupta', 'Ramesh Gupta'],
    ['gupta ramesh', 'Ramesh Gupta'],
    ['ram gup', 'Ramesh Gupta'],
    ['ramesh kanp', 'Ramesh Gupta'],
    ['kanpur', 'Ramesh Gupta'],
    ['कानपुर', 'Ramesh Gupta'],
    ['rk bhai', 'Ramesh Gupta'],
    ['ramlal', 'Ram Lal'],
    ['ram lal', 'Ram Lal'],
    ['sk', 'S.K. Traders'],
    ['s.k. tr', 'S.K. Traders'],
    ['dsouza', "D'Souza"],
    ["d'so", "D'Souza"],
    ['muhammad salim', 'Mohd. Saleem'],
    ['balaji', 'பாலாஜி'],
    ['***', '***'],
    ['😀', '😀 Toys']
  ])('%s finds %s', (typed, name) => {
    const rows = [
      party(1, 'Ramesh Gupta', { place: 'Kanpur', alias: 'RK Bhai' }),
      ...['Ram Lal', 'S.K. Traders', "D'Souza", 'Mohd. Saleem', 'பாலாஜி', '***', '😀 Toys'].map((text, at) =>
        party(at + 2, text)
      )
    ]
    expect(found(rows, typed)[0]).toBe(name)
  })

  test("the number that the book gives a party is nobody's to type", () => {
    expect(found([party(41, 'Ramesh'), party(42, 'Suresh')], '42')).toEqual([])
  })

  test.each(['zzzz', 'zzz', 'rrrr'])('a key held down (%s) finds nobody by its sound', (typed) => {
    expect(found(named('Jain Traders', 'Raju'), typed)).toEqual([])
  })

  test('what nothing is like finds nothing', () => {
    expect(found(named('Ramesh', 'Suresh'), 'xyzzy')).toEqual([])
  })
})

describe('the part that was typed', () => {
  test.each([
    ['Ramesh Kumar', 'ram', 'Ram'],
    ['Ramesh Kumar', 'ramesh ku', 'Ramesh Ku'],
    ['Ramesh Kumar', 'kumar ram', 'Ram'],
    ['रमेश कुमार', 'ram', 'रमे'],
    ['रमेश कुमार', 'ramesh', 'रमेश'],
    ['Ramesh Kumar', 'रमेश', 'Ramesh'],
    ["Tony D'Souza", 'dsou', "D'Sou"],
    ['S.K. Traders', 'sk tr', 'S.K. Tr']
  ])('of %s by %s is %s', (name, typed, part) => {
    const [result] = buildPartyIndexAtOnce(named(name)).query(typed, { limit: 1, nowDay: TODAY })
    expect(result?.matched && name.slice(result.matched.start, result.matched.end)).toBe(part)
  })

  test('is nothing where the place or a telephone number matched, or with a slip', () => {
    const index = buildPartyIndexAtOnce([party(1, 'Ramesh', { place: 'Kanpur', phone: '9414012345' })])
    for (const typed of ['kanpur', '94140', 'rumesh']) {
      expect(index.query(typed, { limit: 1, nowDay: TODAY })).toMatchObject([{ partyNo: 1, matched: null }])
    }
  })
})

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

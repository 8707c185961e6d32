import { expect, it } from 'vitest'
import type { PartyHit } from '#shared/contract/views.ts'
import { optionsOf } from './party-options.ts'

const hit = (id: string) => ({ id, name: id }) as PartyHit

it('offers who fits, without the one that is meant already, and the name itself last', () => {
  const hits = [hit('a'), hit('b')]
  expect(optionsOf(' Raju ', hits, true, 'a')).toEqual([
    { type: 'party', party: hit('b') },
    { type: 'new', name: 'Raju' }
  ])
  expect(optionsOf('Raju', hits, false, '')).toHaveLength(2)
  expect(optionsOf('  ', [], true, '')).toEqual([])
})

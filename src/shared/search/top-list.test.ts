import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TopList } from './top-list.ts'

test('keeps what sorting by score and number would keep', () => {
  const offers = fc.uniqueArray(fc.record({ score: fc.integer({ min: 0, max: 5 }), number: fc.nat(1000) }), {
    selector: ({ number }) => number,
    maxLength: 60
  })
  fc.assert(
    fc.property(offers, fc.integer({ min: 0, max: 10 }), (all, limit) => {
      const top = new TopList(limit)
      for (const [slot, { score, number }] of all.entries()) top.offer(score, number, slot)
      const kept = top.take().map(({ slot }) => all[slot])
      expect(kept).toEqual(all.toSorted((a, b) => b.score - a.score || a.number - b.number).slice(0, limit))
    })
  )
})

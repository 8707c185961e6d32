import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GramPostings } from './gram-postings.ts'

function slotsOf(postings: GramPostings, gram: number): number[] {
  const slots = new Int32Array(postings.count(gram))
  return [...slots.subarray(0, postings.copyTo(gram, slots))].toSorted((a, b) => a - b)
}

test('the lists hold what was added and not removed, over any sequence', () => {
  const step = fc.record({
    isAdd: fc.boolean(),
    gram: fc.integer({ min: 0, max: 2 }),
    slot: fc.integer({ min: 0, max: 40 })
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const postings = new GramPostings()
      const model = [new Set<number>(), new Set<number>(), new Set<number>()]
      for (const { isAdd, gram, slot } of steps) {
        if (isAdd && !model[gram]?.has(slot)) postings.add(gram, slot)
        if (!isAdd) postings.remove(gram, slot)
        if (isAdd) model[gram]?.add(slot)
        else model[gram]?.delete(slot)
      }
      for (const [gram, slots] of model.entries()) {
        expect(slotsOf(postings, gram)).toEqual([...slots].toSorted((a, b) => a - b))
        expect(postings.count(gram)).toBe(slots.size)
      }
    })
  )
})

test('a list that is emptied and filled again takes no more room', () => {
  const postings = new GramPostings()
  const fill = () => {
    for (let slot = 0; slot < 1000; slot++) postings.add(7, slot)
  }
  fill()
  for (let slot = 999; slot >= 0; slot--) postings.remove(7, slot)
  const held = postings.bytes
  for (let round = 0; round < 200; round++) {
    fill()
    for (let slot = 0; slot < 1000; slot++) postings.remove(7, slot)
  }
  expect(postings.bytes).toBe(held)
})

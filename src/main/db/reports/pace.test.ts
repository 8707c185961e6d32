import { expect, test } from 'vitest'
import { paceOf } from './pace.ts'

const flag = () => new Int32Array(new SharedArrayBuffer(4))

test('nothing is told of what is ready at once, and then no more often than a bar can move', () => {
  let nowMs = 0
  const told: number[] = []
  const pace = paceOf(
    flag(),
    () => nowMs,
    (done) => told.push(done)
  )
  for (const at of [10, 100, 160, 200, 245, 300, 330]) {
    nowMs = at
    pace.step(at, 1_000)
  }
  expect(told).toEqual([160, 245, 330])
})

test('what nobody wants any more ends at the next step', () => {
  const wanted = flag()
  const pace = paceOf(
    wanted,
    () => 0,
    () => {}
  )
  pace.step(1, 2)
  Atomics.store(wanted, 0, 1)
  expect(() => pace.step(2, 2)).toThrow('report/cancelled')
})

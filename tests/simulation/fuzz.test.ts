import { expect, test } from 'vitest'
import { CHANNELS } from '#shared/contract/channels.ts'
import { reportProof } from '#tests/support/proof-report.ts'
import { type FuzzCounts, fuzz, SELDOM } from './fuzz-run.ts'

/** `npm run nightly` asks for a million. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 20_000)
/** Each on a book of its own, with a seed of its own: one that fails is played again by itself. */
const CALLS_OF_ONE_BOOK = 10_000
const FIRST_SEED = Number(process.env.FAST_CHECK_SEED)
const runs = Array.from({ length: Math.ceil(CALLS / CALLS_OF_ONE_BOOK) }, (_, at) => FIRST_SEED + at)
const sum: FuzzCounts = { calls: 0, answered: 0, refused: new Map(), passed: new Map(), entries: 0, looks: 0 }

test.each(runs)(
  'whatever is asked of whatever endpoint is answered or refused with a code, and the books stay whole (seed %i)',
  async (seed) => {
    const counts = await fuzz(seed, Math.min(CALLS, CALLS_OF_ONE_BOOK))
    for (const name of ['calls', 'answered', 'entries', 'looks'] as const) sum[name] += counts[name]
    for (const name of ['refused', 'passed'] as const)
      for (const [key, count] of counts[name]) sum[name].set(key, (sum[name].get(key) ?? 0) + count)
  },
  600_000
)

test('the calls reached every endpoint and met rules of every part', () => {
  const wanted = CHANNELS.filter((channel) => SELDOM[channel] === undefined)
  // A small run that somebody asks for does not come to all of them.
  if (CALLS >= 20_000) expect(wanted.filter((channel) => (sum.passed.get(channel) ?? 0) === 0)).toEqual([])
  expect(sum.refused.size).toBeGreaterThan(40)
  expect(sum.answered).toBeGreaterThan(CALLS / 5)
  expect(sum.entries).toBeGreaterThan(CALLS / 40)
  const refused = [...sum.refused.values()].reduce((total, count) => total + count, 0)
  expect(sum.answered + refused).toBe(sum.calls)
  const { calls, answered, entries, looks } = sum
  const counts = { calls, answered, refused, 'codes met': sum.refused.size, entries, 'looks at the books': looks }
  reportProof({ part: 'fuzz', seed: FIRST_SEED, counts: { ...counts, endpoints: sum.passed.size } })
})

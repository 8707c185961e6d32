import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { emptyState, foldFacts, placed } from './owner-state.ts'

const op = (n: number, kind: string, body: object): string =>
  JSON.stringify({ b: 0, d: body, k: kind, n, t: '0000000000000000', u: 'Ravi', v: 1 })

test('what is known of a payment moves forward only, in whatever order the counters send it', () => {
  const entry = randomUUID()
  const sale = { id: entry, kind: 'sale', on: 20261122, at: 1, amount: 100, upi: 100 }
  const ops = [
    op(1, 'entry.post', sale),
    op(2, 'upi.mark', { entry, state: 'proved' }),
    op(3, 'upi.mark', { entry, state: 'claimed' })
  ]
  const state = emptyState()
  foldFacts(state, placed(ops.map((text, at) => ({ seq: at + 1, deviceNo: at + 1, receivedAtMs: 1, op: text }))))
  expect(state.entries.get(entry)?.upiMark).toBe('proved')
})

test('the newest word on a proof stands, in whatever order the counters send them', () => {
  const entry = randomUUID()
  const sale = { id: entry, kind: 'sale', on: 20261122, at: 1, amount: 100, upi: 100 }
  const timed = (text: string, time: string) => text.replace('0000000000000000', time)
  const proved = timed(
    op(2, 'payment.prove', { entryId: entry, fingerprint: 'f', reasons: [], at: 1 }),
    '0000000000010000'
  )
  const doubted = timed(op(3, 'payment.doubt', { entryId: entry, reason: 'bounced' }), '0000000000020000')
  for (const words of [
    [proved, doubted],
    [doubted, proved]
  ]) {
    const state = emptyState()
    const ops = [op(1, 'entry.post', sale), ...words]
    // Each comes by itself, as one that was read back from its row.
    for (const [at, text] of ops.entries())
      foldFacts(state, placed([{ seq: at + 1, deviceNo: at + 1, receivedAtMs: Date.now(), op: text }]))
    expect(state.entries.get(entry)?.isProved).toBe(false)
    expect(state.skipped).toEqual([])
  }
})

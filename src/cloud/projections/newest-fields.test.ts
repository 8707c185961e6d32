import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tick } from '#shared/journal/hybrid-clock.ts'
import { clampedTime, type FieldVersion, newestFields } from './newest-fields.ts'

const version = (seq: number, deviceNo: number, baseSeq: number, ms: number, fields: object): FieldVersion => ({
  ...{ seq, deviceNo, baseSeq, n: seq, time: tick(null, ms), fields: { ...fields } }
})

describe('the newest fields', () => {
  it('keep what two counters changed of one party at the same time, each its own field', () => {
    const said = newestFields([
      version(1, 1, 0, 10, { name: 'Ramesh', place: 'Agra' }),
      version(2, 2, 1, 30, { name: 'Ramesh Kirana', place: 'Agra' }),
      version(3, 1, 1, 20, { name: 'Ramesh', place: 'Delhi' })
    ])
    expect(said).toEqual({ name: 'Ramesh Kirana', place: 'Delhi' })
  })

  it('take the later of two that changed one field, whichever came first', () => {
    const first = version(1, 1, 0, 10, { name: 'Ramesh' })
    const [early, late] = [{ name: 'Early' }, { name: 'Late' }]
    expect(newestFields([first, version(2, 2, 1, 30, late), version(3, 1, 1, 20, early)])).toEqual(late)
    expect(newestFields([first, version(2, 1, 1, 20, early), version(3, 2, 1, 30, late)])).toEqual(late)
  })

  it('of a single counter are always its last word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.constantFrom('a', 'b'), place: fc.constantFrom('x', 'y') }), { minLength: 1 }),
        (sayings) => {
          const versions = sayings.map((fields, at) => version(at + 1, 1, 0, at + 1, fields))
          expect(newestFields(versions)).toEqual(sayings.at(-1))
        }
      )
    )
  })

  it('are not won for ever by a clock that runs a year ahead', () => {
    const now = Date.UTC(2026, 10, 22)
    expect(clampedTime(tick(null, now + 365 * 86_400_000), now)).toBe(tick(null, now + 300_000))
    expect(clampedTime(tick(null, now - 1), now)).toBe(tick(null, now - 1))
  })
})

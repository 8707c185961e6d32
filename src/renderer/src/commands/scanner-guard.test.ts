import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterKey, endsScan, NO_BURST, SCANNER_GAP_MS, SCANNER_MIN_KEYS } from './scanner-guard.ts'

/** The burst after keys with these gaps, and the time of the last of them. */
function typed(gapsMs: readonly number[]): { burst: typeof NO_BURST; atMs: number } {
  let atMs = 1000
  let burst = NO_BURST
  for (const gap of gapsMs) {
    atMs += gap
    burst = afterKey(burst, atMs)
  }
  return { burst, atMs }
}

const machineGap = fc.double({ min: 0.1, max: SCANNER_GAP_MS - 0.1, noNaN: true })
// Sums of fractions of a millisecond are off by a hair.
const humanGap = fc.double({ min: SCANNER_GAP_MS + 0.001, max: 900, noNaN: true })

describe('the scanner guard', () => {
  it('knows every scan by its Enter', () => {
    fc.assert(
      fc.property(
        fc.array(humanGap, { maxLength: 8 }),
        fc.array(machineGap, { minLength: SCANNER_MIN_KEYS, maxLength: 40 }),
        machineGap,
        (before, scan, enterGap) => {
          const { burst, atMs } = typed([...before, ...scan])
          expect(endsScan(burst, atMs + enterGap)).toBe(true)
        }
      )
    )
  })

  it('never takes a person for a scanner', () => {
    fc.assert(
      fc.property(fc.array(humanGap, { maxLength: 30 }), humanGap, (gaps, enterGap) => {
        const { burst, atMs } = typed(gaps)
        expect(endsScan(burst, atMs + enterGap)).toBe(false)
      })
    )
  })

  it('lets an Enter through that comes after a pause, whatever was scanned before', () => {
    fc.assert(
      fc.property(fc.array(machineGap, { maxLength: 40 }), humanGap, (scan, enterGap) => {
        const { burst, atMs } = typed(scan)
        expect(endsScan(burst, atMs + enterGap)).toBe(false)
      })
    )
  })

  it('forgives a few fast fingers', () => {
    const { burst, atMs } = typed([200, 12, 9, 15])
    expect(endsScan(burst, atMs + 10)).toBe(false)
  })
})

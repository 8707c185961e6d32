import fc from 'fast-check'
import { expect, it } from 'vitest'
import { QUIET_MODULES, qrSize } from './qr-size.ts'

it('is the largest code of whole device pixels that fits', () => {
  const ratios = fc.constantFrom(1, 1.25, 1.5, 2)
  fc.assert(
    fc.property(
      fc.integer({ min: 21, max: 97 }),
      fc.integer({ min: 200, max: 2000 }),
      ratios,
      (modules, box, ratio) => {
        const { modulePx, sideCssPx } = qrSize(modules, box, ratio)
        const all = modules + 2 * QUIET_MODULES
        expect(Number.isInteger(modulePx)).toBe(true)
        expect(sideCssPx).toBeLessThanOrEqual(box)
        expect(((modulePx + 1) * all) / ratio).toBeGreaterThan(box)
      }
    )
  )
})

it('is readable from a metre on the displays that shops have', () => {
  // A payload of 162 letters has 53 modules; the box is what the picture leaves the code.
  expect(qrSize(53, 540, 1)).toMatchObject({ modulePx: 8, isReadableFromAMetre: true })
  expect(qrSize(53, 190, 1).isReadableFromAMetre).toBe(false)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { readWhere } from './where-it-goes.ts'

const counted = minor(18_400_00)

describe('where the counted cash goes', () => {
  it('stays in the drawer unless something is said', () => {
    expect(readWhere({ float: '', bank: '' }, counted)).toEqual({
      floatMinor: counted,
      toBankMinor: 0,
      toOwnerMinor: 0,
      faults: {}
    })
  })

  it('leaves the float and gives the rest to the owner', () => {
    const where = readWhere({ float: '2000', bank: '10k' }, counted)
    expect(where).toEqual({ floatMinor: 2_000_00, toBankMinor: 10_000_00, toOwnerMinor: 6_400_00, faults: {} })
  })

  it('keeps what the bank does not get when no float is said', () => {
    expect(readWhere({ float: '', bank: '8400' }, counted)).toMatchObject({ floatMinor: 10_000_00, toOwnerMinor: 0 })
  })

  it('names the box that asks for more than was counted', () => {
    expect(readWhere({ float: '20000', bank: '' }, counted).faults.float?.code).toBe('closing/float-exceeds-count')
    expect(readWhere({ float: '', bank: '20000' }, counted).faults.bank?.code).toBe('closing/float-exceeds-count')
    expect(readWhere({ float: '9000', bank: '9500' }, counted).faults.float?.code).toBe('closing/float-exceeds-count')
    expect(readWhere({ float: 'ten', bank: '' }, counted).faults.float?.code).toBe('money/not-a-number')
  })

  it('always adds up to what was counted', () => {
    const text = fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 30_000 }).map(String), fc.string({ maxLength: 6 }))
    fc.assert(
      fc.property(text, text, (float, bank) => {
        const where = readWhere({ float, bank }, counted)
        expect(where.floatMinor + where.toBankMinor + where.toOwnerMinor).toBe(counted)
        expect(Math.min(where.floatMinor, where.toBankMinor, where.toOwnerMinor)).toBeGreaterThanOrEqual(0)
      })
    )
  })
})

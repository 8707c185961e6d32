import fc from 'fast-check'
import type { GoodsCommand } from './goods-player.ts'

const index = fc.nat({ max: 1_000 })
const line = fc.record({
  item: index,
  count: fc.integer({ min: 1, max: 40 }),
  amount: fc.integer({ min: 10_00, max: 900_00 }),
  percentBp: fc.constantFrom(0, 0, 1_000, 3_333)
})
const goods = {
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  roundOff: fc.constantFrom('none', 'rupee'),
  freight: fc.constantFrom(0, 0, 51_00),
  isFreightTaxed: fc.boolean(),
  paidPart: fc.constantFrom(0, 30, 100)
}
/** What a shop does with goods, in any order: bills, returns, offers, what is undone, what is counted. */
export const goodsCommands = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('sell'), ...goods }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('buy'), ...goods }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('return'),
        bill: index,
        line: index,
        part: fc.integer({ min: 1, max: 120 })
      })
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('offer'), kind: fc.constantFrom('quotation', 'challan'), ...goods })
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('billOffer'), bill: index }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('callOff'), bill: index }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('undo'), bill: index }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('adjust'),
        item: index,
        by: fc.integer({ min: -30_000, max: 30_000 }).filter((by) => by !== 0),
        costRate: fc.option(fc.nat(90_000), { nil: null })
      })
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat'), bill: index }) }
  ) as fc.Arbitrary<GoodsCommand>,
  { minLength: 5, maxLength: 30, size: 'max' }
)

import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { findItem } from '#cli/find-item.ts'
import { itemPages } from '#cli/item-pages.ts'
import { zFile } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'
import { dayText } from '#cli/texts.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { VALUATIONS } from '#shared/contract/item-endpoints.ts'
import { sum, ZERO } from '#shared/money/money.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'

/** What is on hand and what it is worth; of one item its newest moves. */
export const stock = defineCommand({
  name: 'stock',
  synopsis: '[ITEM] --ledger FILE [--filter in-stock|low|negative|expiring|all] [--valuation average|fifo]',
  summary: 'help-stock',
  options: { ledger: { type: 'string' }, filter: { type: 'string' }, valuation: { type: 'string' } },
  positionals: ['item'],
  schema: z.strictObject({
    ledger: zFile,
    item: z.string().min(1).max(200).optional(),
    filter: z.enum(['all', 'low', 'negative', 'in-stock', 'expiring']).default('in-stock'),
    valuation: z.enum(VALUATIONS).default('average')
  }),
  async run({ ledger: file, item, filter, valuation }, ground) {
    const { texts } = ground
    const ledger = ground.open(file)
    if (item !== undefined) {
      const { id } = await findItem(ledger, item, ground)
      const read = await ledger.ask('stock.ledger', { itemId: id, beforeMoveNo: null, limit: 1_000, valuation })
      const table = tableText(read.moves, [
        { title: texts.say('column-day'), cell: (move) => dayText(move.bookOn) },
        { title: texts.say('column-kind'), cell: (move) => `${move.cause}${move.isUndone ? ' -' : ''}` },
        { title: texts.say('column-number'), cell: (move) => move.number || move.note },
        { title: texts.say('column-party'), cell: (move) => move.partyName },
        { title: texts.say('column-moved'), align: 'right', cell: (move) => formatQuantity(move.quantity) },
        { title: texts.say('column-on-hand'), align: 'right', cell: (move) => formatQuantity(move.onHandAfter) }
      ])
      const worth = {
        item: read.item.name,
        count: formatQuantity(read.item.onHand),
        valueMinor: read.valueMinor ?? ZERO
      }
      return { json: read, text: `${table}\n${texts.say('stock-of', worth)}` }
    }
    const all: ItemView[] = []
    for await (const page of itemPages(ledger, filter)) all.push(...page)
    const valueMinor = sum(all.map((one) => one.valueMinor ?? ZERO))
    const rows = all.map(({ id, name, code, baseUnit, onHand, valueMinor: value }) => ({
      ...{ id, name, code, baseUnit, onHand },
      valueMinor: value
    }))
    const table = tableText(rows, [
      { title: texts.say('column-item'), cell: (one) => one.name },
      { title: texts.say('column-code'), cell: (one) => one.code },
      { title: texts.say('column-on-hand'), align: 'right', cell: (one) => formatQuantity(one.onHand) },
      { title: texts.say('column-unit'), cell: (one) => one.baseUnit },
      { title: texts.say('column-amount'), align: 'right', cell: (one) => texts.amount(one.valueMinor ?? ZERO) }
    ])
    return { json: { items: rows, valueMinor }, text: `${table}\n${texts.say('stock-worth', { valueMinor })}` }
  }
})

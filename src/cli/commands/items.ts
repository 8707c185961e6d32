import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, type Ground } from '#cli/command.ts'
import { itemPages } from '#cli/item-pages.ts'
import type { OpenedLedger } from '#cli/open-ledger.ts'
import { zFile } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'
import type { Texts } from '#cli/texts.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { ITEM_FILTERS } from '#shared/contract/item-endpoints.ts'
import { priceAt } from '#shared/items/item-price.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { formatPlainRate, formatQuantity } from '#shared/quantity/format-quantity.ts'
import { parseRate } from '#shared/quantity/parse-rate.ts'
import { type UnitCode, zUnitCode } from '#shared/quantity/unit.ts'

const schema = z.strictObject({
  ledger: zFile,
  text: z.string().max(10_000).optional(),
  filter: z.enum(ITEM_FILTERS).default('all'),
  group: z.string().max(60).default(''),
  add: z.string().max(200).optional(),
  code: z.string().max(40).default(''),
  barcode: z.string().max(40).optional(),
  hsn: z.string().max(8).default(''),
  tax: z.string().max(40).default(''),
  unit: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(zUnitCode)
    .default('PCS'),
  price: z.string().max(60).optional(),
  id: z.uuid().optional()
})
type Options = z.output<typeof schema>

/** Lists or finds items, or with `--add` adds one. */
export const items = defineCommand({
  name: 'items',
  synopsis:
    '[TEXT] --ledger FILE [--filter all|low|negative|in-stock|expiring|archived] [--group GROUP] | --add NAME [--code CODE] [--barcode CODE] [--group GROUP] [--hsn HSN] [--tax RULE] [--unit UNIT] [--price RATE] [--id UUID]',
  summary: 'help-items',
  options: {
    ledger: { type: 'string' },
    filter: { type: 'string' },
    group: { type: 'string' },
    add: { type: 'string' },
    code: { type: 'string' },
    barcode: { type: 'string' },
    hsn: { type: 'string' },
    tax: { type: 'string' },
    unit: { type: 'string' },
    price: { type: 'string' },
    id: { type: 'string' }
  },
  positionals: ['text'],
  schema,
  async run(options, ground) {
    const ledger = ground.open(options.ledger)
    if (options.add !== undefined) return addOne(ledger, options.add, options, ground)
    const found = options.text === undefined ? await allOf(ledger, options) : await searched(ledger, options)
    return { json: found, text: itemTable(found, ground.texts) }
  }
})

async function addOne(ledger: OpenedLedger, name: string, options: Options, { texts }: Ground) {
  const { code, barcode, hsn, tax, unit, group } = options
  const answer = await ledger.ask('item.add', {
    id: options.id ?? v7(),
    name,
    code,
    barcodes: barcode === undefined ? [] : [barcode],
    group,
    hsn,
    taxRule: tax,
    baseUnit: unit,
    prices: options.price === undefined ? [] : [priceOf(options.price, unit)]
  })
  const said = { name: answer.item.name, id: answer.item.id }
  return { json: answer, text: texts.say(answer.outcome === 'exists' ? 'item-exists' : 'item-added', said) }
}

function priceOf(text: string, baseUnit: UnitCode) {
  const { rate, unit } = orThrow(parseRate(text, { baseUnit, units: [], saleUnit: null }))
  return { level: '', unit: unit ?? baseUnit, rate }
}

async function allOf(ledger: OpenedLedger, { filter, group }: Options): Promise<ItemView[]> {
  const all: ItemView[] = []
  for await (const page of itemPages(ledger, filter, group)) all.push(...page)
  return all
}

async function searched(ledger: OpenedLedger, { text = '', filter, group }: Options): Promise<ItemView[]> {
  return (await ledger.ask('item.list', { text, filter, group, offset: 0, limit: 500 })).items
}

const itemTable = (found: readonly ItemView[], texts: Texts): string =>
  tableText(found, [
    { title: texts.say('column-item'), cell: (item) => item.name },
    { title: texts.say('column-code'), cell: (item) => item.code },
    { title: texts.say('column-group'), cell: (item) => item.group },
    { title: texts.say('column-price'), align: 'right', cell: priceText },
    { title: texts.say('column-on-hand'), align: 'right', cell: (item) => formatQuantity(item.onHand) },
    { title: texts.say('column-unit'), cell: (item) => item.baseUnit },
    { title: 'id', cell: (item) => item.id }
  ])

function priceText(item: ItemView): string {
  const price = priceAt(item, '')
  return price === null ? '' : `${formatPlainRate(price.rate)}/${price.unit}`
}

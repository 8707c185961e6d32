import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, type Ground, UsageError } from '#cli/command.ts'
import { findItem } from '#cli/find-item.ts'
import { findParty } from '#cli/find-party.ts'
import type { OpenedLedger } from '#cli/open-ledger.ts'
import { zFile, zTypedAmount, zTypedDay } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'
import type { Texts } from '#cli/texts.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import { FailureError, orThrow, refuse } from '#shared/kernel/result.ts'
import { MAX_ENTRY_MINOR, type Minor, minor, ZERO } from '#shared/money/money.ts'
import { formatSaid } from '#shared/quantity/format-quantity.ts'
import { parseQuantity } from '#shared/quantity/parse-quantity.ts'
import { amountOf } from '#shared/quantity/quantity.ts'
import { unitSize } from '#shared/quantity/standard-units.ts'
import { BILL_KINDS, type BillKind, zBillRequest } from '#shared/sales/bill-request.ts'
import { taxTotal } from '#shared/sales/bill-totals.ts'

type Request = Input<'bill.record'>
type Line = Request['lines'][number]

const schema = z.strictObject({
  ledger: zFile,
  number: z.string().min(1).max(60).optional(),
  kind: z.enum(BILL_KINDS).default('sale'),
  party: z.string().min(1).max(200).optional(),
  line: z.array(z.string().max(400)).default([]),
  cash: zTypedAmount.optional(),
  upi: zTypedAmount.default(ZERO),
  bank: zTypedAmount.default(ZERO),
  note: z.string().max(500).default(''),
  on: zTypedDay.nullable().default(null),
  id: z.uuid().optional(),
  stdin: z.boolean().default(false)
})
type Options = z.output<typeof schema>

/** Shows a bill, records one, or with `--stdin` one for each line of JSON. */
export const bill = defineCommand({
  name: 'bill',
  synopsis:
    'NUMBER --ledger FILE | --ledger FILE --line "ITEM: 2 box 3 pc @ 240" … [--kind KIND] [--party PARTY] [--cash AMOUNT] [--upi AMOUNT] [--bank AMOUNT] [--note TEXT] [--on DAY] [--id UUID] | --stdin',
  summary: 'help-bill',
  options: {
    ledger: { type: 'string' },
    kind: { type: 'string' },
    party: { type: 'string' },
    line: { type: 'string', multiple: true },
    cash: { type: 'string' },
    upi: { type: 'string' },
    bank: { type: 'string' },
    note: { type: 'string' },
    on: { type: 'string' },
    id: { type: 'string' },
    stdin: { type: 'boolean' }
  },
  positionals: ['number'],
  schema,
  async run(options, ground) {
    const ledger = ground.open(options.ledger)
    if (options.stdin) return billLines(ledger, ground)
    if (options.number !== undefined) {
      const shown = await findBill(ledger, options.number)
      return { json: shown, text: billText(shown, ground.texts) }
    }
    if (options.line.length === 0) throw new UsageError(ground.texts.say('bill-needs'))
    const party = options.party === undefined ? null : await findParty(ledger, options.party, ground)
    const lines: Line[] = []
    for (const text of options.line) lines.push(await lineOf(ledger, text, party?.id ?? null, options.kind, ground))
    const answer = await record(ledger, lines, party?.id ?? null, options)
    return { json: answer, text: billText(answer.bill, ground.texts) }
  }
})

async function findBill(ledger: OpenedLedger, number: string): Promise<BillView> {
  if (z.uuid().safeParse(number).success) return ledger.ask('bill.get', { billId: number })
  const every = { partyId: null, kinds: null, isOpen: false, limit: 200, text: number }
  for (let beforeBillId: string | null = null; ; ) {
    const { rows, next }: Output<'bill.find'> = await ledger.ask('bill.find', { ...every, beforeBillId })
    const found = rows.find((row) => row.number === number)
    if (found !== undefined) return ledger.ask('bill.get', { billId: found.id })
    beforeBillId = next ?? refuse('bill/not-found', { number })
  }
}

/** `Soap: 2 box 3 pc @ 240`; without a rate the one that the item has for this party. */
async function lineOf(
  ledger: OpenedLedger,
  text: string,
  partyId: string | null,
  kind: BillKind,
  ground: Ground
): Promise<Line> {
  const at = text.lastIndexOf(':')
  if (at < 0) throw new UsageError(ground.texts.say('bill-needs'))
  const item = await findItem(ledger, text.slice(0, at).trim(), ground)
  const read = orThrow(parseQuantity(text.slice(at + 1), item))
  const side = kind.startsWith('purchase') ? 'purchase' : 'sale'
  const { price } = await ledger.ask('item.brief', { itemId: item.id, partyId, side })
  const asked = read.rate ?? price ?? refuse('quantity/not-a-rate', { text: '' }, 'rate')
  const size = unitSize(asked.unit, item) ?? refuse('quantity/unit-unknown', { unit: asked.unit, units: item.baseUnit })
  const amount = amountOf(read.quantity, asked.rate, size)
  if (amount > BigInt(MAX_ENTRY_MINOR)) refuse('money/too-large', {}, 'lines')
  return {
    itemId: item.id,
    text: item.name,
    hsn: item.hsn,
    taxRule: item.taxRule,
    isTaxInPrice: read.rate === null && price !== null ? price.isTaxInPrice : item.isTaxInPrice && side === 'sale',
    said: read.said,
    rate: asked.rate,
    rateUnit: asked.unit,
    amountMinor: minor(Number(amount)),
    discount: null
  }
}

/** Goods of a party without a word of money are on credit; nobody without one pays in cash what the bill comes to. */
async function record(ledger: OpenedLedger, lines: Line[], partyId: string | null, options: Options) {
  const id = options.id ?? v7()
  const ask = (cashMinor: Minor) => ledger.ask('bill.record', requestOf(id, lines, partyId, cashMinor, options))
  try {
    return await ask(options.cash ?? ZERO)
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : null
    const missing = failure?.code === 'entry/cash-sale-must-be-paid' ? failure.params?.missingMinor : undefined
    if (typeof missing !== 'number' || options.cash !== undefined) throw error
    return ask(minor(missing))
  }
}

function requestOf(
  id: string,
  lines: Line[],
  partyId: string | null,
  cashMinor: Minor,
  { kind, upi, bank, note, on }: Options
): Request {
  const common = { id, partyId, bookOn: on, occurredOn: null, note, lines }
  const paid = { cashMinor, upiMinor: upi, bankMinor: bank }
  switch (kind) {
    case 'sale':
    case 'purchase-return':
      return { ...common, kind, tender: { ...paid, changeMinor: ZERO } }
    case 'purchase':
    case 'sale-return':
      return { ...common, kind, paid }
    case 'quotation':
    case 'challan':
      return { ...common, kind }
  }
}

async function billLines(ledger: OpenedLedger, { inputLines, say, texts }: Ground) {
  let count = 0
  for await (const line of inputLines()) {
    if (line.trim() === '') continue
    const request = readRequest(line)
    if (request === null) throw new UsageError(texts.say('post-bad-line', { line: count + 1 }))
    const { outcome, bill: recorded }: Output<'bill.record'> = await ledger.ask('bill.record', request)
    say(JSON.stringify({ id: recorded.row.id, outcome, number: recorded.row.number }))
    count++
  }
  return { json: { count }, text: texts.say('bill-lines-done', { count }) }
}

function readRequest(line: string): Request | null {
  try {
    return zBillRequest.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

function billText({ row, bill: shown }: BillView, texts: Texts): string {
  const { number, kind, partyName: name } = row
  const table = tableText(shown.lines, [
    { title: texts.say('column-item'), cell: (line) => line.text },
    { title: texts.say('column-quantity'), align: 'right', cell: (line) => formatSaid(line.said) },
    { title: texts.say('column-amount'), align: 'right', cell: (line) => texts.amount(line.amountMinor) },
    { title: texts.say('column-tax'), align: 'right', cell: (line) => texts.amount(taxTotal(line.taxes)) },
    { title: texts.say('column-total'), align: 'right', cell: (line) => texts.amount(line.totalMinor) }
  ])
  const totals = { taxMinor: taxTotal(shown.taxes), roundOffMinor: shown.roundOffMinor, totalMinor: shown.totalMinor }
  return [texts.say('bill-of', { number, kind, name }), table, texts.say('bill-total', totals)].join('\n')
}

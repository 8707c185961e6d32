import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, type Ground, UsageError } from '#cli/command.ts'
import { findParty } from '#cli/find-party.ts'
import type { OpenedLedger } from '#cli/open-ledger.ts'
import { zFile, zTypedAmount, zTypedDay } from '#cli/option-schemas.ts'
import type { Output } from '#shared/contract/contract.ts'
import { expenseAccount } from '#shared/ledger/account.ts'
import { type EntryRequest, zEntryRequest } from '#shared/ledger/entry-request.ts'
import { type Minor, minor, ZERO } from '#shared/money/money.ts'

const KINDS = ['sale', 'sale-return', 'purchase', 'got', 'gave', 'expense'] as const

const schema = z.strictObject({
  ledger: zFile,
  kind: z.enum(KINDS).optional(),
  party: z.string().min(1).max(200).optional(),
  head: z.string().max(60).default('other'),
  amount: zTypedAmount.optional(),
  cash: zTypedAmount.optional(),
  upi: zTypedAmount.default(ZERO),
  bank: zTypedAmount.default(ZERO),
  text: z.string().max(200).default(''),
  note: z.string().max(500).default(''),
  on: zTypedDay.nullable().default(null),
  id: z.uuid().optional(),
  stdin: z.boolean().default(false)
})
type Options = z.output<typeof schema>

/** Records one entry, or with `--stdin` one for each line of JSON, each acknowledged when it is on disk. */
export const post = defineCommand({
  name: 'post',
  synopsis:
    '--ledger FILE (--kind KIND --amount AMOUNT [--party PARTY] [--head HEAD] [--cash AMOUNT] [--upi AMOUNT] [--bank AMOUNT] [--text TEXT] [--note TEXT] [--on DAY] [--id UUID] | --stdin)',
  summary: 'help-post',
  options: {
    ledger: { type: 'string' },
    kind: { type: 'string' },
    party: { type: 'string' },
    head: { type: 'string' },
    amount: { type: 'string' },
    cash: { type: 'string' },
    upi: { type: 'string' },
    bank: { type: 'string' },
    text: { type: 'string' },
    note: { type: 'string' },
    on: { type: 'string' },
    id: { type: 'string' },
    stdin: { type: 'boolean' }
  },
  positionals: [],
  schema,
  async run(options, ground) {
    const ledger = ground.open(options.ledger)
    if (options.stdin) return postLines(ledger, ground)
    const { kind, amount } = options
    if (kind === undefined || amount === undefined) throw new UsageError(ground.texts.say('post-needs'))
    const party = options.party === undefined ? null : await findParty(ledger, options.party, ground)
    const answer = await ledger.ask('entry.record', requestOf(kind, amount, party?.id ?? null, options))
    return { json: answer, text: doneText(answer, ground) }
  }
})

function requestOf(
  kind: (typeof KINDS)[number],
  amountMinor: Minor,
  partyId: string | null,
  options: Options
): EntryRequest {
  const { text, note, upi, bank } = options
  const common = { id: options.id ?? v7(), bookOn: options.on, occurredOn: null, text, note }
  const rest = minor(Math.max(0, amountMinor - upi - bank))
  // Money without a word of where it came from is cash; goods of a party without one are on credit.
  const isMoney = kind === 'got' || kind === 'gave' || kind === 'expense' || partyId === null
  const cashMinor = options.cash ?? (isMoney ? rest : ZERO)
  const tender = { cashMinor, changeMinor: ZERO, upiMinor: upi, bankMinor: bank }
  const paid = { cashMinor, upiMinor: upi, bankMinor: bank }
  switch (kind) {
    case 'sale':
      return { ...common, kind, partyId, amountMinor, lines: [], tender }
    case 'sale-return':
    case 'purchase':
      return { ...common, kind, partyId, amountMinor, paid }
    case 'got':
      return { ...common, kind, partyId: partyId ?? '', tender }
    case 'gave':
      return { ...common, kind, partyId: partyId ?? '', paid }
    case 'expense':
      return { ...common, kind, accountCode: expenseAccount(options.head), paid }
  }
}

async function postLines(ledger: OpenedLedger, { inputLines, say, texts }: Ground) {
  let count = 0
  for await (const line of inputLines()) {
    if (line.trim() === '') continue
    const request = readRequest(line)
    if (request === null) throw new UsageError(texts.say('post-bad-line', { line: count + 1 }))
    const { outcome, entry } = await ledger.ask('entry.record', request)
    say(JSON.stringify({ id: entry.id, outcome, entryNo: entry.entryNo }))
    count++
  }
  return { json: { count }, text: texts.say('post-lines-done', { count }) }
}

function readRequest(line: string): EntryRequest | null {
  try {
    return zEntryRequest.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

function doneText({ outcome, entry }: Output<'entry.record'>, { texts }: Ground): string {
  const { entryNo, number, amountMinor, balanceAfterMinor } = entry
  const what = { entryNo, number, kind: texts.kind(entry.kind), amountMinor }
  const line = texts.say(outcome === 'exists' ? 'post-exists' : 'post-done', what)
  return balanceAfterMinor === null
    ? line
    : `${line}\n${texts.say('post-balance', { name: entry.partyName, balanceMinor: balanceAfterMinor })}`
}

import type { Channel } from '#shared/contract/channels.ts'
import { ask } from '#tests/support/open-app.ts'
import type { Dice } from './dice.ts'
import type { KnownThings } from './known-things.ts'

interface Likely {
  readonly channel: Channel
  readonly input: unknown
}

/** What a counter really asks all day: without it a book would hardly grow, and most rules would never be met. */
export function likelyRequest(dice: Dice, known: KnownThings): Likely {
  const id = dice.id()
  const party = known.one('partyId') ?? null
  const entryId = known.one('entryId') ?? dice.id()
  const amount = dice.whole(1, 90_000_00)
  const paid = { cashMinor: dice.chance(0.6) ? amount : 0, upiMinor: dice.chance(0.3) ? dice.whole(0, amount) : 0 }
  const entry = (input: object): Likely => ({ channel: 'entry.record', input })
  return dice.weighted<() => Likely>([
    [8, () => entry(ask.sale(dice.chance(0.3) ? null : party, amount, paid, id))],
    [4, () => entry(ask.got(party ?? '', paid, id))],
    [2, () => entry(ask.gave(party ?? '', amount, id))],
    [2, () => entry(ask.expense(dice.one(['tea', 'freight']), amount, id))],
    [2, () => entry(ask.contra(dice.one(['cash', 'owner']), dice.one(['bank', 'cash']), amount, id))],
    [3, () => ({ channel: 'entry.reverse', input: { id, entryId, reason: dice.one(['typed twice', '']) } })],
    [1, () => ({ channel: 'party.add', input: ask.party(`Party ${dice.whole(1, 2_000)}`, 'customer', id) })],
    [1, () => ({ channel: 'item.add', input: { id, name: `Item ${dice.whole(1, 500)}`, taxRule: 'gst-18' } })],
    [3, () => ({ channel: 'bill.record', input: billOf(dice, known, id, amount) })],
    [1, () => ({ channel: 'closing.count', input: { id, count: ask.count({ loose: dice.whole(0, 5_000_00) }) } })],
    [1, () => ({ channel: 'closing.close', input: closeOf(known, id) })]
  ])()
}

function billOf(dice: Dice, known: KnownThings, id: string, amountMinor: number): object {
  const line = () => ({
    itemId: known.one('itemId') ?? null,
    text: 'soap',
    said: [{ count: dice.whole(1, 40) * 1_000, unit: 'PCS' }],
    rate: null,
    rateUnit: null,
    amountMinor: dice.whole(1, amountMinor),
    discount: null
  })
  const kind = dice.one(['sale', 'purchase'])
  const paid = { cashMinor: dice.chance(0.3) ? amountMinor : 0, upiMinor: 0, bankMinor: 0 }
  return {
    id,
    kind,
    ...{ partyId: known.one('partyId') ?? null, bookOn: null, occurredOn: null },
    lines: Array.from({ length: dice.whole(1, 3) }, line),
    ...(kind === 'sale' ? { tender: { ...paid, changeMinor: 0 } } : { paid })
  }
}

const closeOf = (known: KnownThings, id: string) => ({
  id,
  countId: known.one('countId') ?? null,
  reason: 'change',
  toOwnerMinor: 0,
  toBankMinor: 0
})

import type { Input } from '#shared/contract/contract.ts'
import { ask } from '#tests/support/open-app.ts'
import type { Command, Paid, Tender } from './shop-commands.ts'
import type { Effect, ModelEntry } from './shop-model.ts'

export type EntryInput = Input<'entry.record'>

interface Planned {
  readonly kind: string
  readonly amount: number
  readonly effect: Effect
  readonly other: ModelEntry['other']
  readonly dues: number
  readonly refusal: string | null
}

export type EntryCommand = Extract<Command, { do: 'sale' | 'got' | 'gave' | 'goods' | 'expense' | 'contra' }>

/** What an entry does, or why it is refused, worked out by the words of the specs. */
export function planOf(command: EntryCommand, party: number | null): Planned {
  switch (command.do) {
    case 'sale':
      return planSale(command, party)
    case 'got':
      return planGot(command.tender)
    case 'gave':
      return planOut('gave', command.paid, 0, null)
    case 'expense':
      return planOut('expense', command.paid, 0, `expense:${command.head}`)
    case 'goods': {
      const account = command.kind === 'purchase' ? 'purchases' : 'sales-returns'
      const planned = planOut(command.kind, command.paid, command.amount, account)
      const needsParty = party === null && planned.effect.credit !== 0
      return { ...planned, refusal: command.amount === 0 ? 'money/zero' : needsParty ? 'entry/party-needed' : null }
    }
    case 'contra':
      return planContra(command)
  }
}

function planSale({ amount, tender }: Extract<Command, { do: 'sale' }>, party: number | null): Planned {
  const cash = tender.cash - tender.change
  const credit = amount - cash - tender.upi - tender.bank
  const refusal =
    amount === 0
      ? 'money/zero'
      : tender.change > tender.cash
        ? 'entry/change-exceeds-cash'
        : party === null && credit > 0
          ? 'entry/cash-sale-must-be-paid'
          : party === null && credit < 0
            ? 'entry/overpaid-without-party'
            : null
  return {
    kind: 'sale',
    amount,
    effect: { cash, upi: tender.upi, bank: tender.bank, credit },
    other: { account: 'sales', amount: 0 - amount },
    dues: credit < 0 && cash > 0 ? Math.min(cash, -credit) : 0,
    refusal
  }
}

function planGot(tender: Tender): Planned {
  const cash = tender.cash - tender.change
  const total = cash + tender.upi + tender.bank
  const refusal = cash < 0 ? 'entry/change-exceeds-cash' : total === 0 ? 'entry/nothing-paid' : null
  const effect = { cash, upi: tender.upi, bank: tender.bank, credit: 0 - total }
  return { kind: 'got', amount: total, effect, other: null, dues: 0, refusal }
}

/** Money that goes out: to a party, for goods (whose price is owed), or for an expense. */
function planOut(kind: string, paid: Paid, price: number, account: string | null): Planned {
  const total = paid.cash + paid.upi + paid.bank
  const amount = price === 0 ? total : price
  const isExpense = kind === 'expense'
  const effect = {
    cash: 0 - paid.cash,
    upi: 0 - paid.upi,
    bank: 0 - paid.bank,
    credit: isExpense ? 0 : total - price
  }
  const other = account === null ? null : { account, amount }
  return { kind, amount, effect, other, dues: 0, refusal: total === 0 && price === 0 ? 'entry/nothing-paid' : null }
}

function planContra({ from, to, amount }: Extract<Command, { do: 'contra' }>): Planned {
  const effectOn = (place: string) => (to === place ? amount : from === place ? 0 - amount : 0)
  return {
    kind: 'contra',
    amount,
    effect: { cash: effectOn('cash'), upi: effectOn('upi'), bank: effectOn('bank'), credit: 0 },
    other: effectOn('owner') === 0 ? null : { account: 'owner', amount: effectOn('owner') },
    dues: 0,
    refusal: amount === 0 ? 'money/zero' : from === to ? 'entry/same-account' : null
  }
}

const places = ({ cash, upi, bank }: Paid) => ({ cashMinor: cash, upiMinor: upi, bankMinor: bank })
const taken = (tender: Tender) => ({ ...places(tender), changeMinor: tender.change })

export function requestOf(command: EntryCommand, partyId: string | null): EntryInput {
  switch (command.do) {
    case 'sale':
      return ask.sale(partyId, command.amount, taken(command.tender))
    case 'got':
      return ask.got(partyId ?? '', taken(command.tender))
    case 'gave':
      return { ...ask.gave(partyId ?? '', 0), paid: places(command.paid) }
    case 'goods': {
      const { id, bookOn, occurredOn, text, note } = ask.expense('tea', 0)
      const common = { id, bookOn, occurredOn, text, note, partyId, amountMinor: command.amount }
      return { ...common, kind: command.kind, paid: places(command.paid) }
    }
    case 'expense':
      return { ...ask.expense(command.head, 0), paid: places(command.paid) }
    case 'contra':
      return {
        ...ask.contra('cash', 'bank', command.amount),
        from: command.from,
        to: command.to
      }
  }
}

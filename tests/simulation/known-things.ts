import type { Dice } from './dice.ts'

/** So many of each kind are remembered: the newest. */
const MOST = 60
/** What an id is called where it is asked for, when the answer calls it otherwise. */
const NAMES: Record<string, readonly string[]> = {
  party: ['partyId', 'intoId'],
  parties: ['partyId', 'intoId'],
  entry: ['entryId'],
  entries: ['entryId'],
  bill: ['billId', 'ofBillId', 'entryId'],
  bills: ['billId', 'ofBillId', 'entryId'],
  row: ['billId', 'ofBillId', 'entryId'],
  item: ['itemId'],
  items: ['itemId'],
  closing: ['closingId'],
  jobs: ['jobId'],
  shift: ['shiftId'],
  invoices: ['invoiceId'],
  slips: ['slipId'],
  messages: ['messageId'],
  recurring: ['recurringId'],
  plans: ['ofId', 'id'],
  printers: ['printerId']
}
/** Requests whose own id is what later ones name. */
const ASKED: Record<string, string> = {
  'party.add': 'partyId',
  'item.add': 'itemId',
  'entry.record': 'entryId',
  'bill.record': 'billId',
  'closing.count': 'countId',
  'closing.close': 'closingId',
  'slip.add': 'slipId',
  'credit.plan': 'ofId',
  'recurring.put': 'recurringId',
  'message.send': 'messageId',
  'printer.add': 'printerId',
  'attachment.photo': 'id'
}

/** Ids and keys that answers have named, by what requests call them: without them no request would ever hit anything. */
export class KnownThings {
  private readonly lists = new Map<string, string[]>()
  private readonly dice: Dice

  constructor(dice: Dice) {
    this.dice = dice
  }

  /** One that was heard of under this name, seldom one of another kind; undefined when there is none. */
  one(name: string): string | undefined {
    const list = this.dice.chance(0.05) ? this.lists.get('id') : this.lists.get(name)
    return list && list.length > 0 ? this.dice.one(list) : undefined
  }

  put(name: string, value: string): void {
    const list = this.lists.get(name) ?? []
    if (list.includes(value)) return
    list.push(value)
    if (list.length > MOST) list.splice(this.dice.whole(0, MOST - 1), 1)
    this.lists.set(name, list)
  }

  learnRequest(channel: string, input: unknown): void {
    const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
    if (typeof id !== 'string') return
    this.put('id', id)
    const name = ASKED[channel]
    if (name !== undefined) this.put(name, id)
    if (channel === 'bill.record') for (const also of ['entryId', 'ofBillId']) this.put(also, id)
  }

  /** Looks through an answer; long lists only at their start. */
  learnAnswer(value: unknown, around = '', depth = 0): void {
    if (typeof value !== 'object' || value === null || depth > 6) return
    if (Array.isArray(value)) {
      for (const each of value.slice(0, 12)) this.learnAnswer(each, around, depth + 1)
      return
    }
    for (const [name, inside] of Object.entries(value)) {
      if (typeof inside !== 'string') this.learnAnswer(inside, name, depth + 1)
      else if (inside.length > 0 && inside.length < 200) this.learnText(name, inside, around)
    }
  }

  private learnText(name: string, text: string, around: string): void {
    if (name === 'id') {
      this.put('id', text)
      for (const also of NAMES[around] ?? []) this.put(also, text)
    } else if (/(?:Id|^key|Key|Token|^token|fingerprint|^place|^code)$/.test(name)) this.put(name, text)
  }
}

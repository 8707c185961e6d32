import { canonicalNumber, canonicalText } from '#shared/journal/canonical-json.ts'

/** An entry as its journal op holds it: everything but what can be worked out from the other ops. */
export interface EntryFactSource {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly bookOn: number
  readonly occurredOn: number | null
  readonly periodNo: number
  readonly partyId: string | null
  readonly accountCode: string | null
  readonly text: string
  readonly note: string
  readonly lines: readonly { readonly text: string; readonly amountMinor: number }[]
  readonly amountMinor: number
  readonly cashMinor: number
  readonly changeMinor: number
  readonly upiMinor: number
  readonly bankMinor: number
  readonly creditMinor: number
  readonly reversesId: string | null
  readonly reason: string
  readonly postings: readonly {
    readonly accountCode: string
    readonly partyId: string | null
    readonly amountMinor: number
  }[]
}

export interface RecordedWhen {
  readonly recordedAt: number
  readonly offsetMinutes: number
}

/**
 * The body of an `entry.post` op as canonical JSON: its keys in order, what is empty or zero left out. The posting of an
 * entry hashes it, and verify writes it again from the stored row: every column of an entry is under the hash chain.
 * Every entry is written here, so the text is put together by hand; a test holds it to `canonicalJson`.
 */
export function entryFact(entry: EntryFactSource, when: RecordedWhen): string {
  const body =
    text('account', entry.accountCode) +
    number('amount', entry.amountMinor) +
    number('at', when.recordedAt) +
    number('bank', entry.bankMinor) +
    number('cash', entry.cashMinor) +
    number('change', entry.changeMinor) +
    number('credit', entry.creditMinor) +
    text('id', entry.id) +
    text('kind', entry.kind) +
    linesOf(entry) +
    text('note', entry.note) +
    text('number', entry.number) +
    number('off', when.offsetMinutes) +
    number('on', entry.bookOn) +
    text('party', entry.partyId) +
    postingsOf(entry) +
    text('reason', entry.reason) +
    text('text', entry.text) +
    text('undoes', entry.reversesId) +
    number('upi', entry.upiMinor) +
    number('was', entry.occurredOn) +
    number('z', entry.periodNo)
  return `{${body.slice(1)}}`
}

const text = (name: string, value: string | null): string =>
  value === null || value === '' ? '' : `,"${name}":${canonicalText(value)}`

const number = (name: string, value: number | null): string =>
  value === null || value === 0 ? '' : `,"${name}":${canonicalNumber(value)}`

function linesOf({ lines }: EntryFactSource): string {
  if (lines.length === 0) return ''
  return `,"lines":[${lines.map((line) => `[${canonicalText(line.text)},${canonicalNumber(line.amountMinor)}]`).join(',')}]`
}

function postingsOf({ postings }: EntryFactSource): string {
  let all = ''
  for (const { accountCode, partyId, amountMinor } of postings) {
    const party = partyId === null ? 'null' : canonicalText(partyId)
    all += `${all === '' ? '' : ','}[${canonicalText(accountCode)},${party},${canonicalNumber(amountMinor)}]`
  }
  return all === '' ? '' : `,"post":[${all}]`
}

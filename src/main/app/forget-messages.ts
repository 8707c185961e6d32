import type { Dialogs } from '#main/ports/dialogs.ts'
import type { StoredMessage } from '#main/ports/message-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { writeCsv } from '#shared/export/csv.ts'
import { refuse } from '#shared/kernel/result.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { type Book, stampOf } from './book.ts'

const PAGE = 1_000
const HEADINGS = ['at', 'by', 'purpose', 'language', 'number', 'amount', 'text', 'state', 'state at', 'outcome']

/** Everything that was written to a party, as CSV where the person chooses; null when the dialog was left. */
export async function exportMessages(
  book: Book,
  dialogs: Pick<Dialogs, 'chooseSaveFile'>,
  writeFile: (file: string, text: string) => void,
  { partyId }: Parsed<'message.export'>
): Promise<Output<'message.export'>> {
  const party = book.store.parties.byId(partyId) ?? refuse('party/not-found')
  const file = await dialogs.chooseSaveFile(`${party.name} - messages.csv`)
  if (file === null) return null
  const rows = messagesOf(book, party.partyNo).map((one) => [
    new Date(one.at).toISOString(),
    ...[one.channel, one.purpose, one.language, one.to, formatPlain(one.amountMinor), one.text],
    ...[one.state, new Date(one.stateAt).toISOString(), one.outcome]
  ])
  try {
    writeFile(file, writeCsv([HEADINGS, ...rows]))
  } catch {
    refuse('export/not-writable', { file })
  }
  return { file }
}

/**
 * Takes text and number out of everything that was written to a party. That something was sent, when, by what way, for how much
 * and what came of it stays. What still waits is dropped first. Saying it twice changes nothing.
 */
export function forgetMessages(book: Book, { partyId }: Parsed<'message.forget'>): Output<'message.forget'> {
  const { store } = book
  const party = store.parties.byId(partyId) ?? refuse('party/not-found')
  const stamp = stampOf(book)
  const count = store.transact(() => {
    const known = messagesOf(book, party.partyNo).filter(({ text, to }) => text !== '' || to !== '')
    if (known.length === 0) return 0
    for (const { id } of known.filter(({ state }) => state === 'queued'))
      store.facts.record('message.step', stamp, { id, state: 'dropped', outcome: '', at: stamp.atMs })
    store.facts.record('message.forget', stamp, { partyId, at: stamp.atMs })
    for (const { id } of known.filter(({ channel }) => channel === 'slip')) store.prints.dropPaper(id)
    return known.length
  })
  if (count > 0) book.committed({})
  return { outcome: count > 0 ? 'recorded' : 'exists', count }
}

/** All of a party, oldest first. */
function messagesOf(book: Book, partyNo: number): StoredMessage[] {
  const all: StoredMessage[] = []
  for (let before: number | null = null; ; ) {
    const page: StoredMessage[] = book.store.messages.log(partyNo, before, PAGE)
    all.push(...page)
    if (page.length < PAGE) return all.toReversed()
    before = page.at(-1)?.messageNo ?? null
  }
}

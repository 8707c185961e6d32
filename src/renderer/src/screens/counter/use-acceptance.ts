import { useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { problemAt } from './draft-figures.ts'
import { requestOf } from './draft-request.ts'
import { type EntryDraft, emptyDraft, isEmptyDraft, type LineField } from './entry-draft.ts'
import { giveBack } from './kept-drafts.ts'
import type { LineKit } from './line-kit.ts'
import type { PartyChoice } from './use-party-choice.ts'

/** Fields of a failure as main names them, at the field of the line that can put it right. */
const FIELD_OF: Readonly<Record<string, LineField>> = {
  bookOn: 'date',
  occurredOn: 'date',
  partyId: 'party',
  accountCode: 'party',
  from: 'party',
  to: 'party',
  amountMinor: 'amount',
  cashMinor: 'cash',
  changeMinor: 'change',
  upiMinor: 'upi',
  bankMinor: 'bank',
  text: 'text',
  note: 'note',
  dueOn: 'due',
  promisedOn: 'promised'
}

/** Accepts the line. It is free again at once; a refusal brings back what was typed, under the same id. */
export function useAcceptance(kit: LineKit, choice: PartyChoice, today: BookDate | null) {
  const t = useText()
  const words = useLedgerWords()
  const [lastText, setLastText] = useState('')

  const saved = ({ entry, warnings }: Output<'entry.record'>, from: EntryDraft) => {
    if (from.text.trim() !== '') setLastText(from.text.trim())
    const name = entry.partyName || words.entry(entry)
    const params = { number: entry.number, name, amountMinor: entry.amountMinor }
    const isNumbered = entry.number !== ''
    const warning = warnings[0]
    if (warning === undefined) {
      return kit.say({ tone: 'good', key: isNumbered ? 'counter:notice.saved' : 'counter:notice.savedPlain', params })
    }
    kit.say({ tone: 'warn', key: 'counter:notice.savedWarned', params: { ...params, warning: words.warning(warning) } })
  }
  const refused = (from: EntryDraft, failure: Failure) => {
    const isLate = failure.code === 'calendar/day-closed' || from.isLate
    const again = { ...from, isLate, id: failure.code === 'entry/id-reused' ? v7() : from.id }
    const isFree = isEmptyDraft(kit.now().draft)
    kit.put(giveBack(kit.now(), again))
    if (isFree) return kit.stop(problemAt(FIELD_OF[failure.field ?? ''] ?? 'amount', failure))
    const reason = t(`errors:${failure.code}`, readable(failure.params ?? {}))
    kit.say({ tone: 'bad', key: 'counter:notice.refusedKept', params: { reason } })
  }
  const accept = async () => {
    if (isEmptyDraft(kit.now().draft)) return
    // In the first moments after a start, or when the book cannot be read: what was typed stays where it is.
    if (today === null) return kit.say({ tone: 'warn', key: 'counter:notice.notReady', params: {} })
    if (!(await choice.settle())) return
    const { draft } = kit.now()
    const ready = requestOf(draft, today)
    if (!ready.ok) return kit.stop(ready.problem)
    kit.put({ ...kit.now(), draft: emptyDraft(v7()) })
    kit.focus('party')
    const recorded = await call('entry.record', ready.request)
    if (recorded.ok) saved(recorded.value, draft)
    else refused(draft, recorded.failure)
  }
  return { accept, lastText }
}

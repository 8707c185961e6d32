import { useMemo } from 'react'
import { v7 } from 'uuid'
import type { SettleDraft } from '#renderer/components/credit/settle-draft.ts'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { formatPlain } from '#renderer/i18n/amounts.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { type Minor, minor } from '#shared/money/money.ts'
import type { Candidate } from './candidates.ts'
import { balancesOf, figuresOf, warningsOf } from './draft-figures.ts'
import { draftOfEntry } from './draft-of-entry.ts'
import { type DraftKind, emptyDraft, type LineField, payModeOf, withKind, withText } from './entry-draft.ts'
import { fieldAfter } from './focus-order.ts'
import { bringBack, putAside } from './kept-drafts.ts'
import type { LineKit } from './line-kit.ts'
import { useAcceptance } from './use-acceptance.ts'
import { type Candidates, useCandidates } from './use-candidates.ts'
import { useLineKit } from './use-line-kit.ts'
import { usePartyChoice } from './use-party-choice.ts'

interface Host {
  readonly shopId: string
  readonly today: BookDate | null
  readonly focus: (field: LineField) => void
}

export type EntryLineState = ReturnType<typeof useEntryLine>

/** The entry line: what is typed, what it means, and what its keys do. Nothing here waits for a disk before the next key. */
export function useEntryLine({ shopId, today, focus }: Host) {
  const kit = useLineKit(shopId, focus)
  const { draft, kept } = kit.typed
  const candidates = useCandidates(draft)
  const choice = usePartyChoice(kit, candidates)
  const { accept, lastText } = useAcceptance(kit, choice, today)
  const meaning = useMeaning(kit)
  const keeping = useKeeping(kit)

  /** Enter in a field: on to the next, and in the last one the entry is accepted. */
  const enter = (field: LineField) => {
    if (field === 'party') return void choice.enter()
    const now = kit.now().draft
    // An amount that cannot be read is told at once, whatever is still to come after it.
    const stopped = field === 'amount' ? figuresOf({ ...now, payMode: 'credit' }).problem : null
    if (stopped?.field === 'amount') return kit.stop(stopped)
    const next = fieldAfter(now, field)
    if (next === null) void accept()
    else focus(next)
  }
  return {
    draft,
    keptCount: kept.length,
    candidates: candidates.list,
    chosenIndex: candidates.chosenIndex,
    problem: kit.problem,
    notice: kit.notice,
    say: kit.say,
    choose: candidates.choose,
    pick: (candidate: Candidate) => void choice.pick(candidate),
    newParty: () => void choice.addTyped(),
    accept: () => void accept(),
    enter,
    canRepeatText: lastText !== '',
    repeatText: () => {
      kit.change((now) => withText(now, 'text', lastText))
      focus('text')
    },
    ...meaning,
    ...keeping,
    ...shaping(kit, candidates),
    ...sayingCredit(kit)
  }
}

/** What the draft comes to: figures, balances, and what the law says of it. */
function useMeaning({ typed: { draft } }: LineKit) {
  const partyId = draft.target?.type === 'party' ? draft.target.partyId : null
  const read = useLive('party.brief', partyId === null ? null : { partyId }).value
  const brief = read !== null && read.id === partyId ? read : null
  const figures = useMemo(() => figuresOf(draft), [draft])
  return {
    brief,
    figures,
    balances: balancesOf(draft, figures, brief === null ? null : minor(brief.balanceMinor)),
    warnings: warningsOf(draft, figures, brief)
  }
}

/** Keys that shape the draft without leaving it. */
function shaping(kit: LineKit, candidates: Candidates) {
  return {
    type: (field: LineField, value: string) => {
      if (field === 'party') candidates.choose(null)
      kit.change((now) => withText(now, field, value))
    },
    setKind: (kind: DraftKind) => {
      candidates.choose(null)
      kit.change((now) => withKind(now, kind))
    },
    toggleSplit: () => {
      const isOpen = payModeOf(kit.now().draft) === 'split'
      kit.change((now) => ({ ...now, payMode: isOpen ? 'auto' : 'split' }))
      kit.focus(isOpen ? 'amount' : 'cash')
    }
  }
}

/** Days and settling: what is said of credit beside the entry. Nothing of it lies on the walk until it was asked for. */
function sayingCredit(kit: LineKit) {
  return {
    /** Opens due day and promise, or closes them again when nothing was typed. */
    toggleDays: (isInside: boolean) => {
      const { due, promised } = kit.now().draft
      const isLeft = isInside && due.trim() === '' && promised.trim() === ''
      kit.change((now) => ({ ...now, areDaysOpen: !isLeft }))
      kit.focus(isLeft ? 'text' : 'due')
    },
    nameSettled: (settles: SettleDraft) => kit.change((now) => ({ ...now, settles })),
    /** Takes what a payment settles; its amount is what was named, where none was typed. */
    settle: (settles: SettleDraft, namedMinor: Minor) => {
      kit.change((now) => ({
        ...now,
        settles: settles.way === 'oldest' ? null : settles,
        amount: now.amount.trim() === '' && namedMinor > 0 ? formatPlain(namedMinor) : now.amount
      }))
      kit.focus(kit.now().draft.amount.trim() === '' ? 'amount' : 'text')
    }
  }
}

/** Putting the line aside and bringing lines back. */
function useKeeping(kit: LineKit) {
  const words = useLedgerWords()
  return {
    keep: () => {
      kit.put(putAside(kit.now(), v7()))
      kit.say({ tone: 'warn', key: 'counter:notice.kept' })
      kit.focus('party')
    },
    /** Empties the line: what stood in it goes on elsewhere. */
    clear: () => kit.put({ ...kit.now(), draft: emptyDraft(v7()) }),
    restore: () => {
      kit.put(bringBack(kit.now()))
      kit.say(null)
      kit.focus('party')
    },
    /** Fills the line with a copy of an entry, as a new one. What stood in it is put aside. */
    fillFrom: (entry: EntryView) => {
      const name = entry.partyName || words.account(entry.accountCode, entry.accountName)
      const copy = draftOfEntry(entry, v7(), name)
      if (copy === null) return
      kit.put({ ...putAside(kit.now(), v7()), draft: copy })
      kit.focus('amount')
    }
  }
}

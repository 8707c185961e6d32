import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import type { TextKey, TextParams } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Warning } from '#shared/ledger/guard-rails.ts'
import { minor } from '#shared/money/money.ts'
import { type Candidate, candidatesFor, firstChoice } from './candidates.ts'
import { balancesOf, figuresOf, type Problem, problemAt, warningsOf } from './draft-figures.ts'
import { draftOfEntry } from './draft-of-entry.ts'
import { requestOf } from './draft-request.ts'
import {
  type DraftKind,
  type EntryDraft,
  emptyDraft,
  isEmptyDraft,
  isGoods,
  type LineField,
  payModeOf,
  type Target,
  withKind,
  withTarget,
  withText
} from './entry-draft.ts'
import { fieldAfter } from './focus-order.ts'
import { bringBack, giveBack, putAside, storedTyped, storeTyped } from './kept-drafts.ts'
import { splitPartyLine } from './party-line.ts'
import { usePartySearch } from './use-party-search.ts'

/** What the line has to say, in its fixed place: the last entry was saved, a line was kept, something was refused. */
export interface LineNotice {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly key: TextKey
  readonly params?: TextParams
}

interface Host {
  readonly shopId: string
  readonly today: BookDate | null
  readonly focus: (field: LineField) => void
}

/** Fields of a failure as main names them, at the field of the line that can put it right. */
const FIELD_OF: Readonly<Record<string, LineField>> = {
  bookOn: 'date',
  occurredOn: 'date',
  partyId: 'party',
  name: 'party',
  accountCode: 'party',
  from: 'party',
  to: 'party',
  amountMinor: 'amount',
  cashMinor: 'cash',
  changeMinor: 'change',
  upiMinor: 'upi',
  bankMinor: 'bank',
  text: 'text',
  note: 'note'
}

export type EntryLineState = ReturnType<typeof useEntryLine>

/** The entry line: what is typed, what it means, and what its keys do. Nothing here waits for a disk before the next key. */
export function useEntryLine({ shopId, today, focus }: Host) {
  const t = useText()
  const words = useLedgerWords()
  const [typed, setTyped] = useState(() => storedTyped(shopId, v7()))
  const latest = useRef(typed)
  const [chosen, setChosen] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [notice, setNotice] = useState<LineNotice | null>(null)
  const [lastText, setLastText] = useState('')
  const { draft, kept } = typed

  const put = useCallback((next: typeof typed) => {
    latest.current = next
    setTyped(next)
  }, [])
  const change = useCallback(
    (make: (draft: EntryDraft) => EntryDraft) => {
      setProblem(null)
      put({ ...latest.current, draft: make(latest.current.draft) })
    },
    [put]
  )
  useEffect(() => storeTyped(shopId, typed), [shopId, typed])

  const isSearching = draft.target === null && draft.kind !== 'contra'
  const { hits, whenFound } = usePartySearch(draft.party, isSearching)
  const accounts = useLive('account.list', {}).value
  const heads = useMemo(
    () =>
      (accounts ?? [])
        .filter((account) => account.kind === 'expense' && account.code.startsWith('expense:'))
        .map((account) => ({ code: account.code, name: words.account(account.code, account.name) })),
    [accounts, words]
  )
  const candidatesOf = useCallback(
    (kind: DraftKind, text: string, found: typeof hits) =>
      candidatesFor({
        ...found,
        kind,
        text,
        heads,
        routeName: (from, to) => t('counter:route', { from: words.account(from, ''), to: words.account(to, '') })
      }),
    [heads, t, words]
  )
  const candidates = useMemo(
    () => (draft.target === null ? candidatesOf(draft.kind, draft.party, hits) : []),
    [candidatesOf, draft.kind, draft.party, draft.target, hits]
  )
  const automatic = draft.kind === 'contra' ? 0 : firstChoice(candidates, draft.party)
  const chosenIndex = chosen === null ? automatic : Math.min(chosen, candidates.length - 1)

  const partyId = draft.target?.type === 'party' ? draft.target.partyId : null
  const briefRead = useLive('party.brief', partyId === null ? null : { partyId }).value
  const brief = briefRead !== null && briefRead.id === partyId ? briefRead : null
  const figures = useMemo(() => figuresOf(draft), [draft])
  const balances = balancesOf(draft, figures, brief === null ? null : minor(brief.balanceMinor))
  const warnings: readonly Warning[] = warningsOf(draft, figures, brief)

  const type = (field: LineField, value: string) => {
    if (field === 'party') setChosen(null)
    change((now) => withText(now, field, value))
  }
  const stop = (stopped: Problem) => {
    setProblem(stopped)
    focus(stopped.field)
  }
  const aim = (target: Target, name: string, amountText: string | null) => {
    change((now) => withTarget(now, target, name, amountText))
    focus(amountText === null ? 'amount' : 'text')
  }

  const pick = async (candidate: Candidate): Promise<void> => {
    setChosen(null)
    switch (candidate.type) {
      case 'party': {
        const { id, name, balanceMinor } = candidate.party
        return aim({ type: 'party', partyId: id, name, balanceMinor }, name, candidate.amountText)
      }
      case 'head':
        return aim({ type: 'head', ...candidate.head }, candidate.head.name, candidate.amountText)
      case 'route':
        return aim({ type: 'route', from: candidate.from, to: candidate.to }, candidate.name, null)
      case 'cash':
        change((now) => ({ ...now, party: '', target: null, amount: candidate.amountText }))
        return focus('text')
      case 'new-party':
        return addParty(candidate.name, candidate.amountText)
      case 'new-head':
        return addHead(candidate.name, candidate.amountText)
    }
  }

  const addParty = async (name: string, amountText: string | null) => {
    if (name === '') return stop(problemAt('party', { code: 'party/name-empty' }))
    const kind = latest.current.draft.kind === 'purchase' ? 'supplier' : 'customer'
    const added = await call('party.add', { id: v7(), name, kind, phone: '', place: '', alias: '' })
    if (!added.ok) return stop(problemAt('party', added.failure))
    const { party } = added.value
    setNotice({ tone: 'good', key: 'counter:notice.partyAdded', params: { name: party.name } })
    aim(
      { type: 'party', partyId: party.id, name: party.name, balanceMinor: party.balanceMinor },
      party.name,
      amountText
    )
  }
  const addHead = async (name: string, amountText: string | null) => {
    const added = await call('account.add', { id: v7(), name })
    if (!added.ok) return stop(problemAt('party', added.failure))
    const { account } = added.value
    aim({ type: 'head', code: account.code, name: account.name }, account.name, amountText)
  }

  /** Makes the typed name known: the line that is marked below it, or the best match. False when there is none. */
  const settleParty = async (): Promise<boolean> => {
    const { draft: now } = latest.current
    if (now.target !== null) return true
    const text = now.party.trim()
    if (text === '' && now.kind !== 'contra' && chosen === null) return true
    const found = now.kind === 'contra' ? hits : hits.text === text ? hits : await whenFound()
    const list = candidatesOf(now.kind, text, found)
    const first = now.kind === 'contra' ? 0 : firstChoice(list, text)
    const candidate = list[chosen === null ? first : Math.min(chosen, list.length - 1)]
    if (candidate === undefined) return false
    await pick(candidate)
    return true
  }

  const enterParty = async () => {
    const before = latest.current.draft
    if (
      before.target === null &&
      before.party.trim() === '' &&
      chosen === null &&
      !isGoods(before.kind) &&
      before.kind !== 'contra'
    ) {
      return stop(problemAt('party', { code: 'entry/party-needed' }))
    }
    const isKnown =
      before.target !== null || (before.party.trim() === '' && before.kind !== 'contra' && chosen === null)
    if (isKnown) return focus('amount')
    if (!(await settleParty()))
      stop({ field: 'party', key: 'counter:problem.noSuchParty', params: { name: before.party.trim() } })
  }

  const accept = async () => {
    if (today === null) return
    if (!(await settleParty())) {
      return stop({
        field: 'party',
        key: 'counter:problem.noSuchParty',
        params: { name: latest.current.draft.party.trim() }
      })
    }
    const { draft: now } = latest.current
    const isStillUnknown = now.target === null && now.party.trim() !== ''
    if (isEmptyDraft(now) || isStillUnknown) return
    const ready = requestOf(now, today)
    if (!ready.ok) return stop(ready.problem)
    // The line is free before the answer is there. Should it be a refusal, the line comes back as it was.
    put({ ...latest.current, draft: emptyDraft(v7()) })
    setProblem(null)
    focus('party')
    const recorded = await call('entry.record', ready.request)
    if (recorded.ok) return saved(recorded.value.entry, now)
    refused(now, recorded.failure)
  }

  const saved = (entry: EntryView, from: EntryDraft) => {
    if (from.text.trim() !== '') setLastText(from.text.trim())
    const params = { number: entry.number, name: entry.partyName || words.entry(entry), amountMinor: entry.amountMinor }
    setNotice({ tone: 'good', key: entry.number === '' ? 'counter:notice.savedPlain' : 'counter:notice.saved', params })
  }

  const refused = (from: EntryDraft, failure: Failure) => {
    const isClosedDay = failure.code === 'calendar/day-closed'
    const again = {
      ...from,
      isLate: isClosedDay || from.isLate,
      id: failure.code === 'entry/id-reused' ? v7() : from.id
    }
    const isFree = isEmptyDraft(latest.current.draft)
    put(giveBack(latest.current, again))
    if (!isFree)
      return setNotice({
        tone: 'bad',
        key: 'counter:notice.refusedKept',
        params: { reason: t(`errors:${failure.code}`) }
      })
    stop(problemAt(FIELD_OF[failure.field ?? ''] ?? 'amount', failure))
  }

  /** Enter in a field: on to the next, and in the last one the entry is accepted. */
  const enter = (field: LineField) => {
    if (field === 'party') return void enterParty()
    const { draft: now } = latest.current
    if (field === 'amount') {
      const stopped = figuresOf({ ...now, payMode: 'credit' }).problem
      if (stopped !== null && stopped.field === 'amount') return stop(stopped)
    }
    const next = fieldAfter(now, field)
    if (next === null) void accept()
    else focus(next)
  }

  return {
    draft,
    keptCount: kept.length,
    candidates,
    chosenIndex,
    brief,
    figures,
    balances,
    warnings,
    problem,
    notice,
    type,
    enter,
    pick: (candidate: Candidate) => void pick(candidate),
    choose: setChosen,
    accept: () => void accept(),
    setKind: (kind: DraftKind) => {
      setChosen(null)
      change((now) => withKind(now, kind))
    },
    newParty: () => {
      const line = splitPartyLine(latest.current.draft.party)
      void addParty(line.name, line.amountText)
    },
    toggleSplit: () => {
      const isOpen = payModeOf(latest.current.draft) === 'split'
      change((now) => ({ ...now, payMode: isOpen ? 'auto' : 'split' }))
      focus(isOpen ? 'amount' : 'cash')
    },
    repeatText: () => {
      change((now) => withText(now, 'text', lastText))
      focus('text')
    },
    canRepeatText: lastText !== '',
    keep: () => {
      put(putAside(latest.current, v7()))
      setProblem(null)
      setNotice({ tone: 'warn', key: 'counter:notice.kept' })
      focus('party')
    },
    restore: () => {
      put(bringBack(latest.current))
      setNotice(null)
      focus('party')
    },
    /** Fills the line with a copy of an entry, as a new one. What stood in it is put aside. */
    fillFrom: (entry: EntryView) => {
      const name = entry.partyName || words.account(entry.accountCode, entry.accountName)
      const copy = draftOfEntry(entry, v7(), name)
      if (copy === null) return
      put({ ...putAside(latest.current, v7()), draft: copy })
      focus('amount')
    },
    say: setNotice
  }
}

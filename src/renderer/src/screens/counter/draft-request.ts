import { readDate } from '#renderer/components/date-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Input } from '#shared/contract/contract.ts'
import { ZERO } from '#shared/money/money.ts'
import { type DraftFigures, figuresOf, type Problem, problemAt } from './draft-figures.ts'
import { type EntryDraft, isGoods } from './entry-draft.ts'

export type Ready =
  | { readonly ok: true; readonly request: Input<'entry.record'>; readonly figures: DraftFigures }
  | { readonly ok: false; readonly problem: Problem }

/** What main is asked to record for this draft, or the first thing that stops it. `today` is the day of the book. */
export function requestOf(draft: EntryDraft, today: BookDate): Ready {
  const missing = missingTarget(draft)
  if (missing !== null) return { ok: false, problem: missing }
  const figures = figuresOf(draft)
  if (figures.problem !== null) return { ok: false, problem: figures.problem }
  const date = draft.date.trim() === '' ? null : readDate(draft.date, today)
  if (date !== null && !date.ok) return { ok: false, problem: problemAt('date', date.failure) }
  const day = date === null || date.value === today ? null : date.value
  return { ok: true, request: requestFrom(draft, figures, day), figures }
}

function missingTarget(draft: EntryDraft): Problem | null {
  if (draft.target !== null) return null
  if (draft.kind === 'contra') return { field: 'party', key: 'counter:problem.routeNeeded' }
  if (draft.party.trim() !== '') return problemAt('party', { code: 'party/not-found' })
  return isGoods(draft.kind) ? null : problemAt('party', { code: 'entry/party-needed' })
}

function requestFrom(draft: EntryDraft, figures: DraftFigures, day: BookDate | null): Input<'entry.record'> {
  const common = {
    id: draft.id,
    bookOn: draft.isLate ? null : day,
    occurredOn: draft.isLate ? day : null,
    text: draft.text.trim(),
    note: draft.note.trim()
  }
  const amountMinor = figures.amountMinor ?? ZERO
  const { cashMinor, changeMinor, upiMinor, bankMinor } = figures
  const paid = { cashMinor, upiMinor, bankMinor }
  const tender = { ...paid, changeMinor }
  const { target } = draft
  const partyId = target?.type === 'party' ? target.partyId : null
  switch (draft.kind) {
    case 'sale':
      return { ...common, kind: 'sale', partyId, amountMinor, lines: [], tender }
    case 'sale-return':
    case 'purchase':
      return { ...common, kind: draft.kind, partyId, amountMinor, paid }
    case 'got':
      return { ...common, kind: 'got', partyId: partyId ?? '', tender }
    case 'gave':
      if (target?.type === 'head') return { ...common, kind: 'expense', accountCode: target.code, paid }
      return { ...common, kind: 'gave', partyId: partyId ?? '', paid }
    case 'contra': {
      const route = target?.type === 'route' ? target : { from: 'cash' as const, to: 'bank' as const }
      return { ...common, kind: 'contra', from: route.from, to: route.to, amountMinor }
    }
  }
}

import { readComingDate } from '#renderer/components/credit/coming-date.ts'
import { saidOf } from '#renderer/components/credit/settle-draft.ts'
import { readDate } from '#renderer/components/date-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Input } from '#shared/contract/contract.ts'
import { ZERO } from '#shared/money/money.ts'
import { type DraftFigures, figuresOf, type Problem, problemAt } from './draft-figures.ts'
import { type EntryDraft, isGoods, isPayment } from './entry-draft.ts'
import { daysFieldsOf } from './focus-order.ts'

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
  const said = creditSaid(draft, today)
  return said.ok ? { ok: true, request: requestFrom(draft, figures, day, said.value), figures } : said
}

interface CreditSaid {
  readonly days: Partial<Record<'dueOn' | 'promisedOn', BookDate>>
  readonly settles?: Extract<Input<'entry.record'>, { kind: 'got' }>['settles']
}

/** What the line says of credit: days that were typed, what a payment settles. Nothing said is nothing sent. */
function creditSaid(
  draft: EntryDraft,
  today: BookDate
): { readonly ok: true; readonly value: CreditSaid } | { readonly ok: false; readonly problem: Problem } {
  const days: CreditSaid['days'] = {}
  for (const field of daysFieldsOf(draft)) {
    if (draft[field].trim() === '') continue
    const read = readComingDate(draft[field], today)
    if (!read.ok) return { ok: false, problem: problemAt(field, read.failure) }
    days[field === 'due' ? 'dueOn' : 'promisedOn'] = read.value
  }
  if (draft.settles === null || draft.settles.way === 'oldest' || !isPayment(draft))
    return { ok: true, value: { days } }
  const settles = saidOf(draft.settles)
  if (settles.ok) return { ok: true, value: { days, settles: settles.value } }
  return { ok: false, problem: { field: 'amount', key: 'counter:problem.settlesUnread' } }
}

function missingTarget(draft: EntryDraft): Problem | null {
  if (draft.target !== null) return null
  if (draft.kind === 'contra') return { field: 'party', key: 'counter:problem.routeNeeded' }
  if (draft.party.trim() !== '') return problemAt('party', { code: 'party/not-found' })
  return isGoods(draft.kind) ? null : problemAt('party', { code: 'entry/party-needed' })
}

function requestFrom(
  draft: EntryDraft,
  figures: DraftFigures,
  day: BookDate | null,
  { days, settles }: CreditSaid
): Input<'entry.record'> {
  const common = {
    ...days,
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
  const payment = { partyId: partyId ?? '', ...(settles === undefined ? {} : { settles }) }
  switch (draft.kind) {
    case 'sale':
      return { ...common, kind: 'sale', partyId, amountMinor, lines: [], tender }
    case 'sale-return':
    case 'purchase':
      return { ...common, kind: draft.kind, partyId, amountMinor, paid }
    case 'got':
      return { ...common, kind: 'got', ...payment, tender }
    case 'gave':
      if (target?.type === 'head') return { ...common, kind: 'expense', accountCode: target.code, paid }
      return { ...common, kind: 'gave', ...payment, paid }
    case 'contra': {
      const route = target?.type === 'route' ? target : { from: 'cash' as const, to: 'bank' as const }
      return { ...common, kind: 'contra', from: route.from, to: route.to, amountMinor }
    }
  }
}

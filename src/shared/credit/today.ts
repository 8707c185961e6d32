import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import { absolute, add, type Minor, negate, ZERO } from '#shared/money/money.ts'
import type { OpenItem } from './open-item.ts'
import type { FilledPart } from './plan-progress.ts'

export const TODAY_KINDS = ['promised', 'overdue', 'due-today', 'plan-part', 'pay-supplier'] as const
export type TodayKind = (typeof TODAY_KINDS)[number]

/** Something that money is expected for, or that is to be paid, on a day. Positive: the shop gets it. */
export interface Expected {
  readonly kind: TodayKind
  readonly onDay: BookDate
  readonly amountMinor: Minor
  /** The charge, where the line stands for one alone. */
  readonly entryNo: number | null
  readonly planId: string | null
}

export interface RunningPlan {
  readonly id: string
  readonly side: 'get' | 'give'
  readonly parts: readonly FilledPart[]
}

/**
 * What is expected of one party, or to be paid to it, from the past up to `throughDays` after today. Each open charge stands in one line at
 * most: on the day it was promised for, else on its due day. A charge that was promised for a later day is not asked
 * for now. Where a plan runs, its parts say when money is expected, and charges of that side are not listed beside it.
 */
export function expectedOf(
  items: readonly OpenItem[],
  plans: readonly RunningPlan[],
  { today, throughDays }: { today: BookDate; throughDays: number }
): Expected[] {
  const through = addDays(today, throughDays)
  const lines = new Map<string, Expected>()
  const put = (line: Expected) => {
    const key = `${line.kind} ${line.onDay}`
    const before = lines.get(key)
    const both = before && { ...line, amountMinor: add(before.amountMinor, line.amountMinor), entryNo: null }
    lines.set(key, both ?? line)
  }
  const planned = new Set(plans.map(({ side }) => side))
  for (const item of items) {
    const side = item.openMinor > 0 ? 'get' : 'give'
    if (item.isUnsettled || (planned.has(side) && item.promisedOn === null)) continue
    const day = item.promisedOn ?? item.dueOn
    if (day > through) continue
    put({ ...kindAndDay(item, day, today), amountMinor: item.openMinor, entryNo: item.entryNo, planId: null })
  }
  return [...oneOverdue([...lines.values()]), ...plans.flatMap((plan) => partsOf(plan, through))]
}

function kindAndDay(item: OpenItem, onDay: BookDate, today: BookDate): Pick<Expected, 'kind' | 'onDay'> {
  if (item.openMinor < 0) return { kind: 'pay-supplier', onDay }
  if (item.promisedOn !== null) return { kind: 'promised', onDay }
  return { kind: onDay < today ? 'overdue' : 'due-today', onDay }
}

/** What is overdue of a party is one line, with the oldest of its days: it is asked for in one go. */
function oneOverdue(lines: readonly Expected[]): Expected[] {
  const overdue = lines.filter(({ kind }) => kind === 'overdue')
  const [first, ...more] = overdue.toSorted((one, other) => one.onDay - other.onDay)
  if (first === undefined || more.length === 0) return [...lines]
  const amountMinor = overdue.reduce((total, line) => add(total, line.amountMinor), ZERO)
  return [{ ...first, amountMinor, entryNo: null }, ...lines.filter(({ kind }) => kind !== 'overdue')]
}

function partsOf({ id, side, parts }: RunningPlan, through: BookDate): Expected[] {
  return parts
    .filter(({ dueOn, openMinor }) => openMinor > 0 && dueOn <= through)
    .map(({ dueOn, openMinor }) => ({
      kind: 'plan-part',
      onDay: dueOn,
      amountMinor: side === 'get' ? openMinor : negate(openMinor),
      entryNo: null,
      planId: id
    }))
}

type OnDay = Pick<Expected, 'onDay' | 'amountMinor'>

/** Earliest first; of one day the largest first. */
export const inOrder = (one: OnDay, other: OnDay): number =>
  one.onDay - other.onDay || absolute(other.amountMinor) - absolute(one.amountMinor)

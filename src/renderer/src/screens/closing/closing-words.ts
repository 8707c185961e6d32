import { clockText } from '#renderer/components/clock-text.ts'
import { counted } from '#renderer/i18n/counted.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { type Caution, cautionsOf } from './cautions.ts'
import type { Purpose, Step } from './use-closing.ts'

type Status = Output<'closing.status'>

export function titleOf(t: Translate, step: Step, purpose: Purpose, forgotten: Status['forgotten']): string {
  if (step.name === 'closed') return t('closing:closed.title')
  if (step.name === 'handed') return t('closing:shift.done')
  if (purpose.type === 'hand-over') return t('closing:shift.title')
  if (purpose.type === 'forgotten' && forgotten !== null)
    return t('closing:forgotten.title', { day: formatBookDate(forgotten.bookOn) })
  return t('closing:title')
}

/** The day that a Z would close, its number, and how many entries it would hold. */
export function aboutText(t: Translate, step: Step, status: Status | null): string {
  if (status === null || step.name === 'closed' || step.name === 'handed') return ''
  return [
    t('closing:day', { day: formatBookDate(status.bookOn), zNo: status.nextZNo }),
    t('closing:entries', counted(status.entryCount))
  ].join(' · ')
}

/** What a person shall know before counting: who has the drawer, a day that was forgotten, what is odd about this close. */
export function notesOf(
  t: Translate,
  now: {
    readonly purpose: Purpose
    readonly status: Status | null
    readonly shifts: Output<'shift.state'> | null
    /** How many expenses are due and neither paid nor left out. */
    readonly dueCount: number
    /** How many entries of other counters came for closed days and wait to be looked through. */
    readonly lateCount: number
  }
): readonly string[] {
  const { purpose, status, shifts } = now
  if (status === null) return []
  const current = shifts?.current ?? null
  if (purpose.type === 'hand-over')
    return [
      current === null
        ? t('closing:shift.countingNobody', { person: purpose.person })
        : t('closing:shift.counting', { leaves: current.personName, person: purpose.person })
    ]
  const has =
    current === null ? [] : [t('closing:shift.at', { person: current.personName, time: clockText(current.openedAt) })]
  if (purpose.type === 'forgotten' && status.forgotten !== null)
    return [...has, t('closing:forgotten.about', { day: formatBookDate(status.forgotten.bookOn) })]
  const cautions = cautionsOf({ ...status, lastOn: status.lastClosing?.bookOn ?? null })
  const due = now.dueCount === 0 ? [] : [t('closing:cash.due', counted(now.dueCount))]
  const late = now.lateCount === 0 ? [] : [t('closing:late.count', counted(now.lateCount))]
  return [...has, ...forgottenNotes(t, status), ...due, ...late, ...cautions.map((caution) => cautionText(t, caution))]
}

function forgottenNotes(t: Translate, { forgotten }: Status): string[] {
  if (forgotten === null) return []
  const day = formatBookDate(forgotten.bookOn)
  const later =
    forgotten.laterCount === 0 ? [] : [t('closing:forgotten.later', { day, ...counted(forgotten.laterCount) })]
  return [t('closing:forgotten.notice', { day }), ...later]
}

const cautionText = (t: Translate, caution: Caution): string =>
  caution.type === 'nothing-entered'
    ? t('closing:count.nothingEntered')
    : t('closing:count.farAhead', { days: caution.days })

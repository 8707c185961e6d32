import { clockText } from '#renderer/components/clock-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ShiftView } from '#shared/contract/views.ts'
import { endedText } from './difference-text.ts'

/** The cashiers of a day, each with what his count differed by. */
export function ShiftLines({ shifts }: { readonly shifts: readonly ShiftView[] }) {
  const t = useText()
  if (shifts.length === 0) return null
  return (
    <dl className="where-lines">
      {shifts.map((shift) => (
        <div key={shift.id}>
          <dt>
            {t('closing:shift.from', {
              person: shift.personName,
              from: clockText(shift.openedAt),
              to: clockText(shift.endedAt)
            })}
          </dt>
          <dd className="number">{endedText(t, shift)}</dd>
        </div>
      ))}
    </dl>
  )
}

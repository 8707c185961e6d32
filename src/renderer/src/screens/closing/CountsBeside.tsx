import { clockText } from '#renderer/components/clock-text.ts'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CountView } from '#shared/contract/views.ts'
import type { Minor } from '#shared/money/money.ts'
import { sumName } from './box-name.ts'
import { countFields, draftOf, readCount } from './count-draft.ts'

/** All counts of the day side by side, the first one first. Boxes that were empty in every count are left out. */
export function CountsBeside({ counts }: { readonly counts: readonly CountView[] }) {
  const t = useText()
  const drafts = counts.map((count) => draftOf(count.count))
  const boxes = countFields(true, {}).filter((field) => drafts.some((draft) => (draft[field.id] ?? '') !== ''))
  return (
    <table className="figures counts-beside">
      <thead>
        <tr>
          <td />
          {counts.map((count, index) => (
            <th key={count.id} scope="col">
              {index === 0 ? t('closing:result.first') : t('closing:result.nth', { number: index + 1 })}
              <span className="count-when">
                {[t('closing:result.countedAt', { time: clockText(count.countedAt) }), count.personName]
                  .filter((word) => word !== '')
                  .join(' ')}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {boxes.map((field) => (
          <tr key={field.id}>
            <th scope="row">{field.unit === 'pieces' ? `${field.value} ×` : sumName(t, field.id)}</th>
            {counts.map((count, index) => (
              <td key={count.id} className="number">
                {field.unit === 'pieces' ? drafts[index]?.[field.id] : worth(drafts[index]?.[field.id])}
              </td>
            ))}
          </tr>
        ))}
        <tr className="figures-total">
          <th scope="row">{t('closing:result.total')}</th>
          {counts.map((count) => (
            <td key={count.id} className="number">
              {formatAmount(count.countedMinor)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

function worth(text: string | undefined): string {
  if (text === undefined) return ''
  const amount: Minor = readCount({ coins: text }).totalMinor
  return formatAmount(amount)
}

import { useMemo } from 'react'
import { clockText } from '#renderer/components/clock-text.ts'
import type { Column } from '#renderer/components/DataTable.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { SlipView } from '#shared/contract/slip-endpoints.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { person: 60, at: 44 }

export const ageText = (t: Translate, slip: SlipView): string =>
  slip.ageDays === 0 ? t('slips:age.today') : t('slips:age.days', { count: slip.ageDays })

export function useSlipColumns(): readonly Column<SlipView>[] {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<SlipView>[] => [
      {
        id: 'name',
        header: t('slips:column.name'),
        width: 'minmax(8rem, 3fr)',
        draw: (slip) => <strong>{slip.name}</strong>
      },
      {
        id: 'at',
        header: t('slips:column.at'),
        width: '9.5rem',
        draw: (slip) => `${slip.ageDays === 0 ? '' : formatBookDate(slip.bookOn)} ${clockText(slip.at)}`
      },
      {
        id: 'age',
        header: t('slips:column.age'),
        width: '7rem',
        draw: (slip) => <span className={slip.ageDays === 0 ? 'second' : 'slip-old'}>{ageText(t, slip)}</span>
      },
      {
        id: 'person',
        header: t('slips:column.person'),
        width: 'minmax(5rem, 1fr)',
        draw: (slip) => slip.personName
      },
      {
        id: 'amount',
        header: t('slips:column.amount'),
        width: 'minmax(10rem, 1.5fr)',
        align: 'right',
        draw: (slip) => <BalanceText balanceMinor={slip.amountMinor} />
      }
    ],
    [t]
  )
  return useFittingColumns(columns, WIDTH_FOR)
}

import { dayAndClockText } from '#renderer/components/clock-text.ts'
import type { Column } from '#renderer/components/DataTable.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { LogRow } from '#shared/contract/edit-log-endpoints.ts'

/** How wide the window must be, in rem, for the columns that a narrow one leaves out. */
export const WIDTH_FOR = { n: 76, detail: 60, party: 48, person: 36 }

export const logColumns = (t: Translate): readonly Column<LogRow>[] => [
  { id: 'n', header: '#', width: '5rem', align: 'right', draw: ({ n }) => <span className="number">{n}</span> },
  { id: 'time', header: t('people:log.column.time'), width: '10.5rem', draw: ({ at }) => dayAndClockText(at) },
  { id: 'person', header: t('people:log.column.person'), width: '9rem', draw: ({ personName }) => personName },
  {
    id: 'what',
    header: t('people:log.column.what'),
    width: 'minmax(9rem, 1fr)',
    draw: ({ deed }) => <strong>{deed}</strong>
  },
  { id: 'party', header: t('people:log.column.party'), width: 'minmax(7rem, 1fr)', draw: ({ partyName }) => partyName },
  {
    id: 'amount',
    header: t('people:log.column.amount'),
    width: '8rem',
    align: 'right',
    draw: ({ amountMinor }) => (amountMinor === null ? '' : formatAmount(amountMinor))
  },
  { id: 'detail', header: t('people:log.column.detail'), width: 'minmax(9rem, 2fr)', draw: ({ detail }) => detail }
]

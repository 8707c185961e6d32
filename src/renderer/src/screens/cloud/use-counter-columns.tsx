import { dayAndClockText } from '#renderer/components/clock-text.ts'
import type { Column } from '#renderer/components/DataTable.tsx'
import { StatusDot } from '#renderer/components/StatusDot.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncCounter } from '#shared/contract/sync-endpoints.ts'

/** How the counters of the account stand in a table, and what each is called. */
export function useCounterColumns(): {
  readonly columns: readonly Column<SyncCounter>[]
  readonly nameOf: (counter: SyncCounter) => string
} {
  const t = useText()
  const nameOf = (counter: SyncCounter) => counter.name || t('cloud:unnamed', { code: counter.counterCode })
  const columns: Column<SyncCounter>[] = [
    {
      id: 'name',
      header: t('cloud:column.name'),
      width: 'minmax(9rem, 2fr)',
      draw: (one) => (one.isHere ? t('cloud:here', { name: nameOf(one) }) : nameOf(one))
    },
    { id: 'code', header: t('cloud:column.code'), width: '5rem', draw: (one) => one.counterCode },
    {
      id: 'state',
      header: t('cloud:column.state'),
      width: '9rem',
      draw: (one) => (
        <StatusDot tone={one.state === 'active' ? 'good' : 'off'} label={t(`cloud:counterState.${one.state}`)} />
      )
    },
    {
      id: 'words',
      header: t('cloud:column.words'),
      width: 'minmax(14rem, 3fr)',
      draw: (one) => (one.isEndorsed ? one.words.join(' ') : t('cloud:notVouched'))
    },
    {
      id: 'seen',
      header: t('cloud:column.seen'),
      width: '8rem',
      draw: (one) => (one.lastSeenAt === null ? t('cloud:never') : dayAndClockText(one.lastSeenAt))
    },
    {
      id: 'have',
      header: t('cloud:column.have'),
      width: '6rem',
      align: 'right',
      draw: (one) => <span className="number">{groupWhole(one.have)}</span>
    }
  ]
  return { columns, nameOf }
}

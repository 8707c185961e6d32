import { clockText } from '#renderer/components/clock-text.ts'
import type { StatusTone } from '#renderer/components/StatusDot.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { SyncStatus } from '#shared/contract/sync-endpoints.ts'

/** A gap of this many facts is a book that is being fetched, not a neighbour's newest sale. */
const FETCHING = 200

/** The state of the account in a few quiet words. */
export function cloudWords(t: Translate, status: SyncStatus): { readonly tone: StatusTone; readonly label: string } {
  const { state, waitingCount, trouble } = status
  if (state === 'off' || state === 'left') return { tone: 'off', label: t(`cloud:${state}`) }
  if (state === 'revoked') return { tone: 'bad', label: t('cloud:revoked') }
  if (state === 'paused' || state === 'repair') return { tone: 'warn', label: t(`cloud:${state}`) }
  if (trouble !== null)
    return troubleWords(t, waitingCount, trouble.code === 'sync/offline' || trouble.code === 'sync/silent')
  if (status.head - status.taken > FETCHING) {
    const figures = { done: groupWhole(status.taken), total: groupWhole(status.head) }
    return { tone: 'warn', label: t('cloud:fetching', figures) }
  }
  if (waitingCount > 0) return { tone: 'good', label: t('cloud:waiting', counted(waitingCount)) }
  if (status.syncedAt === null) return { tone: 'good', label: t('cloud:allInNew') }
  return { tone: 'good', label: t('cloud:allIn', { time: clockText(status.syncedAt) }) }
}

/** A line that is down is nothing to worry about; whatever else is wrong somebody has to look at. */
function troubleWords(t: Translate, waitingCount: number, isLine: boolean) {
  const tone = isLine ? ('warn' as const) : ('bad' as const)
  if (waitingCount === 0) return { tone, label: isLine ? t('cloud:offline') : t('cloud:trouble') }
  const count = counted(waitingCount)
  return { tone, label: isLine ? t('cloud:waitingOffline', count) : t('cloud:waitingTrouble', count) }
}

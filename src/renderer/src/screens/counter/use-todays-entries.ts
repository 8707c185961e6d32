import { useCallback, useState } from 'react'
import { useLive } from '#renderer/shop/use-live.ts'
import type { EntryView } from '#shared/contract/views.ts'

const PAGE = 100
const MOST = 1000

/** Entries since the last closing, newest first. The selection follows its entry, not its row: new entries push in above it. */
export function useTodaysEntries() {
  const [limit, setLimit] = useState(PAGE)
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const { value, failure } = useLive('entry.recent', { beforeEntryNo: null, limit }, [
    'ledger.changed',
    'print.changed'
  ])
  const entries: readonly EntryView[] = value ?? []
  const selectedIndex = selectedId === null ? -1 : entries.findIndex((entry) => entry.id === selectedId)
  const select = useCallback((index: number) => setSelectedId(entries[index]?.id ?? null), [entries])
  const readMore = useCallback(() => {
    setLimit((now) => (entries.length >= now ? Math.min(now + PAGE, MOST) : now))
  }, [entries.length])
  return {
    entries,
    failure,
    isRead: value !== null,
    selectedIndex,
    /** The selected entry, or the last one recorded: what a key means when nothing is selected. */
    meant: entries[selectedIndex === -1 ? 0 : selectedIndex] ?? null,
    select,
    readMore
  }
}
export type TodaysEntries = ReturnType<typeof useTodaysEntries>

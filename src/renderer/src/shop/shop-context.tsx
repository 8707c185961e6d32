import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore
} from 'react'
import { call, listen } from '#renderer/app-api.ts'
import { showCurrency } from '#renderer/i18n/amounts.ts'
import { showLanguage } from '#renderer/i18n/i18n.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { CounterSummary } from '#shared/contract/views.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import type { ScreenSettingsChange, Settings } from '#shared/settings/settings.ts'
import { toldTogether } from './told-together.ts'

export type AppState = Output<'app.state'>
export type LedgerInfo = NonNullable<AppState['ledger']>

/** The open shop, as every screen may read it. */
export interface Shop {
  readonly app: AppState
  readonly ledger: LedgerInfo | null
  readonly settings: Settings | null
  /** The day, the drawer, the totals; null until they are first read. Read anew whenever something is recorded or printed. */
  readonly summary: CounterSummary | null
  /** What main said is wrong with the file. */
  readonly trouble: Failure | null
  readonly changeSettings: (change: ScreenSettingsChange) => Promise<Result<Settings>>
  /** Shows settings that a command has just stored. */
  readonly takeSettings: (settings: Settings) => void
  /** Whether the first run is asked for although a shop is open: another shop is being started. */
  readonly isStartingShop: boolean
  readonly startShop: (isStarting: boolean) => void
  /** Reads everything again: after another shop was opened. */
  readonly reload: () => Promise<void>
}

const ShopContext = createContext<Shop | null>(null)
const NORMAL_REM_PX = 16

export function useShop(): Shop {
  const shop = useContext(ShopContext)
  if (shop === null) throw new Error('ShopProvider is missing')
  return shop
}

/** The height of one rem on this screen, in CSS pixels. */
export function useRemPx(): number {
  const shop = useContext(ShopContext)
  return (NORMAL_REM_PX * (shop?.settings?.textSize ?? 100)) / 100
}

/** How many rem fit into the width of the window: what a table needs to choose its columns by. */
export function useWidthRem(): number {
  const remPx = useRemPx()
  const widthPx = useSyncExternalStore(onResize, () => window.innerWidth)
  return widthPx / remPx
}
function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

export function ShopProvider({ first, children }: { readonly first: AppState; readonly children: ReactNode }) {
  const [app, setApp] = useState(first)
  const [trouble, setTrouble] = useState<Failure | null>(first.trouble as Failure | null)
  const [isStartingShop, startShop] = useState(false)
  const summary = useSummary(app.ledger?.shopId ?? null, setTrouble)
  const settings = app.settings
  useAppearance(settings)

  const reload = useCallback(async () => {
    const read = await call('app.state', {})
    if (!read.ok) return setTrouble(read.failure)
    if (read.value.ledger !== null) showCurrency(read.value.ledger.currency)
    if (read.value.settings !== null) await showLanguage(read.value.settings.language)
    setTrouble(read.value.trouble as Failure | null)
    setApp(read.value)
    startShop(false)
  }, [])
  const changeSettings = useCallback(async (change: ScreenSettingsChange) => {
    const changed = await call('settings.change', change)
    if (changed.ok) {
      await showLanguage(changed.value.language)
      setApp((now) => ({ ...now, settings: changed.value }))
    }
    return changed
  }, [])
  const takeSettings = useCallback((settings: Settings) => setApp((now) => ({ ...now, settings })), [])
  useEffect(() => {
    // What is recorded after a trouble proves that it is over.
    // Another counter of the shop, or another process, may have changed what the shop has set.
    const followSettings = async () => {
      const read = await call('settings.read', {})
      if (!read.ok) return
      await showLanguage(read.value.language)
      setApp((now) =>
        JSON.stringify(now.settings) === JSON.stringify(read.value) ? now : { ...now, settings: read.value }
      )
    }
    const stops = [
      listen('ledger.changed', ({ cause }) => {
        if (cause === 'elsewhere') void followSettings()
      }),
      listen('ledger.trouble', (failure) => setTrouble(failure as Failure)),
      listen('ledger.changed', () => setTrouble(null))
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])

  const shop = useMemo<Shop>(
    () => ({
      app,
      ledger: app.ledger,
      settings,
      summary,
      trouble,
      isStartingShop,
      startShop,
      changeSettings,
      takeSettings,
      reload
    }),
    [app, settings, summary, trouble, isStartingShop, changeSettings, takeSettings, reload]
  )
  return <ShopContext value={shop}>{children}</ShopContext>
}

/**
 * Follows the day's figures. An answer that comes after a newer one was asked for is dropped. Without them nothing can
 * be recorded, so a refusal is said.
 */
function useSummary(shopId: string | null, onTrouble: (failure: Failure) => void): CounterSummary | null {
  const [summary, setSummary] = useState<CounterSummary | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    setSummary(null)
    if (shopId === null) return
    const read = async () => {
      asked.current += 1
      const mine = asked.current
      const answer = await call('counter.summary', {})
      if (mine !== asked.current) return
      if (answer.ok) setSummary(answer.value)
      else onTrouble(answer.failure)
    }
    void read()
    const news = toldTogether(() => void read())
    const stops = [listen('ledger.changed', news.tellNow), listen('print.changed', news.tell)]
    return () => {
      asked.current += 1
      news.stop()
      for (const stop of stops) stop()
    }
  }, [shopId, onTrouble])
  return summary
}

/** Colours and text size of the whole window. */
function useAppearance(settings: Settings | null): void {
  const theme = settings?.theme ?? 'system'
  const textSize = settings?.textSize ?? 100
  useLayoutEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
    root.style.fontSize = `${textSize}%`
  }, [theme, textSize])
}

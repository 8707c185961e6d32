import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore
} from 'react'
import { APP_LAYER, CommandCenter } from './command-center.ts'
import type { CommandId } from './command-table.ts'

const CenterContext = createContext<CommandCenter | null>(null)
const LayerContext = createContext(APP_LAYER)

/** Listens to the keyboard of the window, before any field does. */
export function CommandProvider({ children }: { readonly children: ReactNode }) {
  const center = useMemo(() => new CommandCenter('tally'), [])
  // Before the first picture: a key that is pressed as soon as something can be seen is not lost.
  useLayoutEffect(() => {
    const heard = (press: KeyboardEvent) => {
      if (!center.take(press)) return
      press.preventDefault()
      press.stopPropagation()
    }
    window.addEventListener('keydown', heard, { capture: true })
    return () => window.removeEventListener('keydown', heard, { capture: true })
  }, [center])
  return <CenterContext value={center}>{children}</CenterContext>
}

export function useCommandCenter(): CommandCenter {
  const center = useContext(CenterContext)
  if (center === null) throw new Error('CommandProvider is missing')
  return center
}

/**
 * What lies inside belongs to this layer. While it is open, and the highest, the keys are its own. A modal layer (a
 * dialog) takes the app's keys as well.
 */
export function CommandLayer(props: {
  readonly layer: number
  readonly isOpen: boolean
  readonly isModal?: boolean
  readonly children: ReactNode
}) {
  const { layer, isOpen, isModal = false, children } = props
  const center = useCommandCenter()
  useLayoutEffect(() => (isOpen ? center.openLayer(layer, isModal) : undefined), [center, layer, isOpen, isModal])
  return <LayerContext value={layer}>{children}</LayerContext>
}

/** The layer that this part of the screen belongs to; a dialog opens its own above it. */
export const useLayer = (): number => useContext(LayerContext)

/** Gives a command its effect while this component is on the screen. `isEnabled` is its condition; without one it always can. */
export function useCommand(id: CommandId, run: () => void, isEnabled = true): void {
  const center = useCommandCenter()
  const layer = useLayer()
  const latest = useRef({ run, isEnabled })
  useLayoutEffect(() => {
    latest.current = { run, isEnabled }
  })
  useLayoutEffect(
    () => center.hold({ id, layer, run: () => latest.current.run(), isEnabled: () => latest.current.isEnabled }),
    [center, id, layer]
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the condition is what has changed.
  useLayoutEffect(() => center.refresh(), [center, isEnabled])
}

/** A command of the screen in sight, and whether its condition holds now. */
export interface ScreenCommand {
  readonly id: CommandId
  readonly isEnabled: boolean
}

/** The commands of the screen in sight, dialogs apart; drawn anew when they or their conditions change. */
export function useScreenCommands(): readonly ScreenCommand[] {
  const center = useCommandCenter()
  useSyncExternalStore(center.subscribe, center.version)
  const holders = center.available(true)
  return [...new Set(holders.map((holder) => holder.id))].map((id) => ({
    id,
    isEnabled: holders.some((holder) => holder.id === id && holder.isEnabled())
  }))
}

/** Gives a command from a button. */
export function useRunCommand(): (id: CommandId) => void {
  const center = useCommandCenter()
  return useCallback((id) => void center.run(id), [center])
}

/// <reference types="vite/client" />
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState
} from 'react'
import { CommandLayer } from '#renderer/commands/use-command.tsx'
import type { ScreenDefinition, ScreenId, ScreenParams } from './screen-registry.ts'
import { closed, firstStack, type OpenScreen, opened, type Stack } from './stack.ts'

const files = import.meta.glob<ScreenDefinition>('../screens/*/screen.tsx', { import: 'default', eager: true })
const components = new Map(Object.values(files).map((definition) => [definition.id, definition.component]))

export interface Navigation {
  readonly stack: Stack
  readonly open: <Id extends ScreenId>(id: Id, params: ScreenParams[Id]) => void
  readonly back: () => void
  readonly isBuilt: (id: ScreenId) => boolean
}

const NavigationContext = createContext<Navigation | null>(null)
/** Whether this screen is the one in sight. */
const InSightContext = createContext(true)

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (navigation === null) throw new Error('NavigationProvider is missing')
  return navigation
}
export const useIsInSight = (): boolean => useContext(InSightContext)

export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [stack, setStack] = useState(firstStack)
  const navigation = useMemo<Navigation>(
    () => ({
      stack,
      open: (id, params) => {
        if (components.has(id)) setStack((now) => opened(now, id, params))
      },
      back: () => setStack(closed),
      isBuilt: (id) => components.has(id)
    }),
    [stack]
  )
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

/**
 * All open screens, the last one in sight. The others stay as they are underneath, out of reach: coming back finds the same
 * row, the same scroll place and every letter that was typed.
 */
export function ScreenStack() {
  const { stack } = useNavigation()
  return stack.map((screen, depth) => (
    <StackedScreen key={screen.key} screen={screen} depth={depth} isInSight={depth === stack.length - 1} />
  ))
}

function StackedScreen(props: { readonly screen: OpenScreen; readonly depth: number; readonly isInSight: boolean }) {
  const { screen, depth, isInSight } = props
  const box = useRef<HTMLElement>(null)
  const focused = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!isInSight || element === null) return
    // A new screen has put the focus where it belongs before anybody could listen.
    if (element.contains(document.activeElement)) focused.current = document.activeElement as HTMLElement
    else if (focused.current?.isConnected) focused.current.focus()
    const remember = (event: FocusEvent) => {
      focused.current = event.target instanceof HTMLElement ? event.target : null
    }
    element.addEventListener('focusin', remember)
    return () => element.removeEventListener('focusin', remember)
  }, [isInSight])
  // The registry ties each component to the params of its own id; here only the pair is known.
  const Component = components.get(screen.id) as ComponentType<object> | undefined
  if (Component === undefined) return null
  return (
    <CommandLayer layer={depth + 1} isOpen={isInSight}>
      <InSightContext value={isInSight}>
        <main ref={box} className="screen" data-screen={screen.id} inert={!isInSight}>
          <Component {...screen.params} />
        </main>
      </InSightContext>
    </CommandLayer>
  )
}

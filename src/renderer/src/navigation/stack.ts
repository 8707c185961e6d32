import type { ScreenId, ScreenParams } from './screen-registry.ts'

/** One screen that is open. `key` tells two openings of the same screen apart. */
export interface OpenScreen<Id extends ScreenId = ScreenId> {
  readonly key: number
  readonly id: Id
  readonly params: ScreenParams[Id]
}

/** Open screens, the counter always at the bottom, the one in sight last. */
export type Stack = readonly OpenScreen[]

export const firstStack: Stack = [{ key: 0, id: 'counter', params: {} }]

/** Screens of which there is only one: opened with other params, the one that is there takes them. */
const ALONE: ReadonlySet<ScreenId> = new Set<ScreenId>(['bill'])

/** Lays a screen on top. One that is open already with the same params comes back into sight instead, as it was left. */
export function opened<Id extends ScreenId>(stack: Stack, id: Id, params: ScreenParams[Id]): Stack {
  const wanted = JSON.stringify(params)
  const at = stack.findIndex(
    (screen) => screen.id === id && (ALONE.has(id) || JSON.stringify(screen.params) === wanted)
  )
  if (at !== -1) return stack.slice(0, at + 1).map((screen, place) => (place === at ? { ...screen, params } : screen))
  const key = Math.max(...stack.map((screen) => screen.key)) + 1
  return [...stack, { key, id, params }]
}

/** Takes the top screen away; the counter stays. */
export function closed(stack: Stack): Stack {
  return stack.length > 1 ? stack.slice(0, -1) : stack
}

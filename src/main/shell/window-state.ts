import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { LANGUAGES, THEMES } from '#shared/settings/settings.ts'

const zBox = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
export type Box = z.infer<typeof zBox>

const zWindowState = z.object({
  /** Where the window stood when it was not maximised, in screen points; null before it was ever moved. */
  box: zBox.nullable().catch(null),
  isMaximized: z.boolean().catch(false),
  /** What the open shop had set, so that the first frame already has its colour and a message its language. */
  theme: z.enum(THEMES).catch('system'),
  language: z.enum(LANGUAGES).nullable().catch(null)
})
export type WindowState = z.infer<typeof zWindowState>

export const FRESH_WINDOW_STATE: WindowState = { box: null, isMaximized: false, theme: 'system', language: null }

/** The usual counter PC, and the least that every screen is laid out for. Points. */
export const USUAL_SIZE = { width: 1366, height: 768 }
export const LEAST_SIZE = { width: 1024, height: 700 }

/** Reads what was kept. A file that is missing or damaged is worth no message: it only says where a window stood. */
export function readWindowState(file: string): WindowState {
  try {
    const read = zWindowState.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data : FRESH_WINDOW_STATE
  } catch {
    return FRESH_WINDOW_STATE
  }
}

/** Keeps the state. A full disk or a read-only folder is no reason to stop anything. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}

export interface WindowPlace {
  readonly box: Box
  readonly isMaximized: boolean
}

/**
 * Where the window opens: where it stood, if a screen is still there, else in the middle of the first screen. On a
 * screen that has no room to spare around the usual size it fills the screen. `workAreas` are the screens without
 * their task bars, the main one first.
 */
export function placeWindow(state: WindowState, workAreas: readonly Box[]): WindowPlace {
  const [main = { x: 0, y: 0, ...USUAL_SIZE }] = workAreas
  const { box } = state
  if (box && workAreas.some((area) => isReachable(box, area))) return { box, isMaximized: state.isMaximized }
  const width = Math.min(USUAL_SIZE.width, main.width)
  const height = Math.min(USUAL_SIZE.height, main.height)
  return {
    box: {
      x: main.x + Math.floor((main.width - width) / 2),
      y: main.y + Math.floor((main.height - height) / 2),
      width,
      height
    },
    isMaximized: main.width <= USUAL_SIZE.width || main.height <= USUAL_SIZE.height
  }
}

/** Whether enough of the window's upper edge lies on the screen to be taken hold of, and the window is not larger than it. */
function isReachable(box: Box, area: Box): boolean {
  const seen = Math.min(box.x + box.width, area.x + area.width) - Math.max(box.x, area.x)
  const isTopSeen = box.y >= area.y && box.y <= area.y + area.height - 40
  return seen >= 200 && isTopSeen && box.width <= area.width && box.height <= area.height
}

import { insertLine, type LineCell, removeLine, restoreLine, withNextLine } from './bill-draft.ts'
import { fieldSpot, lineSpot } from './spots.ts'
import type { BillKit } from './use-bill-kit.ts'

/** Keys that change which lines there are, and that move between them. */
export function useLineEdits(kit: BillKit) {
  const indexNow = (): number => {
    const { spot } = kit
    return spot.at === 'line' ? kit.now().lines.findIndex((line) => line.key === spot.key) : -1
  }
  const toLine = (index: number, cell: LineCell = 'item') => {
    const line = kit.now().lines[index]
    // Not every line has a box for its batch.
    if (line !== undefined) kit.focus(lineSpot(line.key, cell === 'batch' ? 'quantity' : cell))
  }
  return {
    insert: () => {
      const at = Math.max(0, indexNow())
      kit.change((now) => insertLine(now, at))
      toLine(at)
    },
    add: () => {
      const next = withNextLine(kit.now())
      kit.put(next.draft)
      toLine(next.at)
    },
    remove: () => {
      const at = indexNow()
      if (at === -1) return
      kit.change((now) => removeLine(now, at))
      const { lines } = kit.now()
      toLine(Math.min(at, lines.length - 1))
      kit.say({ tone: 'warn', key: 'bill:notice.removed' })
    },
    restore: () => {
      const back = kit.now().removed.at(-1)
      if (back === undefined) return
      kit.change(restoreLine)
      kit.say(null)
      kit.focus(lineSpot(back.line.key, 'item'))
    },
    /** Up and Down keep the column; above the first line lies the head, below the last one the foot. */
    move: (step: 1 | -1): boolean => {
      const { spot } = kit
      const at = indexNow()
      if (at === -1 || spot.at !== 'line') return false
      if (at + step < 0) kit.focus(fieldSpot('party'))
      else if (at + step >= kit.now().lines.length) kit.focus(fieldSpot('discount'))
      else toLine(at + step, spot.cell)
      return true
    }
  }
}

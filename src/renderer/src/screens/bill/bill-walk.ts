import { type BillField, type LineCell, withNextLine } from './bill-draft.ts'
import { isReturn } from './bill-payment.ts'
import {
  askedCell,
  cellBefore,
  fieldAfter,
  fieldBefore,
  fieldSpot,
  footWalk,
  headWalk,
  lineSpot,
  payFields
} from './spots.ts'
import type { BillKit } from './use-bill-kit.ts'

/** From an empty item on to the foot: the empty line is left behind for the next time. */
export function leaveLines(kit: BillKit, key: number): void {
  const { lines, kind } = kit.now()
  const isLast = lines.at(-1)?.key === key
  const index = lines.findIndex((one) => one.key === key)
  const next = lines[index + 1]
  if (!isLast && next !== undefined) kit.focus(lineSpot(next.key, 'item'))
  else kit.focus(fieldSpot(footWalk(kind)[0] ?? 'discount'))
}

/** Enter and Backspace between the fields of head, lines and foot. */
export function walking(kit: BillKit, hasBatchBox: (itemId: string | null) => boolean) {
  const toLines = () => {
    const next = withNextLine(kit.now())
    if (next.draft !== kit.now()) kit.put(next.draft)
    const line = next.draft.lines[next.at]
    if (line !== undefined) kit.focus(lineSpot(line.key, 'item'))
  }
  const toLastCell = () => {
    const line = kit.now().lines.at(-1)
    if (line !== undefined) kit.focus(lineSpot(line.key, 'item'))
  }
  return {
    toLines,
    /** False in the last field, where Accept is asked. */
    afterField: (field: BillField): boolean => {
      const next = fieldAfter(kit.now().kind, field)
      if (next === 'lines') toLines()
      else if (next !== null) kit.focus(fieldSpot(next))
      return next !== null
    },
    beforeField: (field: BillField): boolean => {
      const before = fieldBefore(kit.now().kind, field)
      if (before === 'lines') toLastCell()
      else if (before !== null) kit.focus(fieldSpot(before))
      return before !== null
    },
    beforeCell: (key: number, cell: LineCell): boolean => {
      const itemId = kit.now().lines.find((one) => one.key === key)?.itemId ?? null
      const before = cellBefore(kit.now(), cell, hasBatchBox(itemId))
      if (before !== null) kit.focus(lineSpot(key, before))
      else {
        const { lines, kind } = kit.now()
        const above = lines[lines.findIndex((one) => one.key === key) - 1]
        if (above !== undefined) kit.focus(lineSpot(above.key, 'item'))
        else kit.focus(fieldSpot(headWalk(kind).at(-1) ?? 'party'))
      }
      return true
    },
    toNextLine: (key: number) => {
      const { lines, kind } = kit.now()
      const next = lines[lines.findIndex((one) => one.key === key) + 1]
      const isBack = lines.some((one) => one.ofLine !== null) && isReturn(kind)
      if (next === undefined && isBack) kit.focus(fieldSpot(payFields(kind)[0] ?? 'cash'))
      else if (next === undefined) toLines()
      else kit.focus(lineSpot(next.key, next.ofLine === null ? 'item' : askedCell(kit.now())))
    }
  }
}

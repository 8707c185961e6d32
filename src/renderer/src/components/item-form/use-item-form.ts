import { useRef, useState } from 'react'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { standardSize } from '#shared/quantity/standard-units.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import { type ItemDraft, NO_UNIT_ROW } from './item-draft.ts'

/** The form of an item: what is typed, what is wrong with it, and the words that its boxes need. */
export interface ItemForm {
  readonly draft: ItemDraft
  readonly set: (change: Partial<ItemDraft>) => void
  readonly failure: Failure | null
  readonly setFailure: (failure: Failure | null) => void
  /** What is wrong with one box, in words; null: nothing. */
  readonly errorOf: (field: string) => string | null
  /** Whether anything was typed that closing would throw away. */
  readonly isTouched: boolean
  /** A unit behind a number, by the shop's own word where it has one. */
  readonly unitWord: (unit: UnitCode) => string
}

export function useItemForm(first: () => ItemDraft, failureText: (failure: Failure) => string): ItemForm {
  const words = useUnitWords()
  const [draft, setDraft] = useState(first)
  const [failure, setFailure] = useState<Failure | null>(null)
  const begun = useRef(draft)
  return {
    draft,
    set: (change) => {
      setFailure(null)
      setDraft((now) => ({ ...now, ...change }))
    },
    failure,
    setFailure,
    errorOf: (field) => (failure !== null && failure.field === field ? failureText(failure) : null),
    isTouched: draft !== begun.current,
    unitWord: (unit) => words.short(unit, draft.unitRows.find((row) => row.unit === unit)?.called.trim())
  }
}

/** The rows of units with one changed; there is always an empty one to go on with, and a known size is filled in. */
export function withUnitRow(
  draft: ItemDraft,
  at: number,
  change: Partial<ItemDraft['unitRows'][number]>
): ItemDraft['unitRows'] {
  const rows = draft.unitRows.length > at ? draft.unitRows : [...draft.unitRows, NO_UNIT_ROW]
  return rows
    .map((row, place) => (place === at ? filled({ ...row, ...change }, row, draft.baseUnit) : row))
    .filter((row, place) => place === at || row.unit !== null || row.holds !== '')
}

function filled(row: ItemDraft['unitRows'][number], before: ItemDraft['unitRows'][number], baseUnit: UnitCode) {
  if (row.unit === before.unit || row.unit === null) return row
  const known = standardSize(row.unit, baseUnit)
  return { ...row, holds: known === null ? '' : String(known / 1_000) }
}

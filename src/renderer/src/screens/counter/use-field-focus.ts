import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { focusField } from '#renderer/focus/form-walk.tsx'
import type { LineField } from './entry-draft.ts'

export interface FieldFocus {
  /** The field that has, or last had, the focus. */
  readonly current: LineField
  readonly focus: (field: LineField) => void
  readonly refOf: (field: LineField) => (input: HTMLInputElement | null) => void
  readonly entered: (field: LineField) => void
}

/** Which field of the line has the focus, and the way into any of them, those included that are about to appear. */
export function useFieldFocus(): FieldFocus {
  const inputs = useRef(new Map<LineField, HTMLInputElement>())
  const [current, setCurrent] = useState<LineField>('party')
  const [wish, setWish] = useState<{ readonly field: LineField }>({ field: 'party' })
  useLayoutEffect(() => {
    focusField(inputs.current.get(wish.field) ?? inputs.current.get('party'))
  }, [wish])
  const focus = useCallback((field: LineField) => {
    setCurrent(field)
    setWish({ field })
  }, [])
  const refOf = useCallback(
    (field: LineField) => (input: HTMLInputElement | null) => {
      if (input === null) inputs.current.delete(field)
      else inputs.current.set(field, input)
    },
    []
  )
  return { current, focus, refOf, entered: setCurrent }
}

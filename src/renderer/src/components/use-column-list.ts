import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

export interface ColumnList {
  readonly list: RefObject<HTMLDivElement | null>
  readonly index: number
  readonly choose: (column: number) => void
  readonly heard: (press: KeyboardEvent) => void
}

/** The columns of a file as a list that has the focus: up and down choose one, left and right step what it is taken for. */
export function useColumnList(count: number, onStep: (column: number, step: 1 | -1) => void): ColumnList {
  const list = useRef<HTMLDivElement>(null)
  const [at, choose] = useState(0)
  const index = Math.min(at, count - 1)
  useEffect(() => list.current?.focus(), [])
  useEffect(() => {
    list.current?.querySelector(`[data-column="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [index])
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.key === 'ArrowDown') choose(Math.min(index + 1, count - 1))
    else if (press.key === 'ArrowUp') choose(Math.max(index - 1, 0))
    else if (press.key === 'ArrowRight') onStep(index, 1)
    else if (press.key === 'ArrowLeft') onStep(index, -1)
    else return
    press.preventDefault()
  }
  return { list, index, choose, heard }
}

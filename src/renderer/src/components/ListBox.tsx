// biome-ignore-all lint/a11y/useSemanticElements: a native select opens a popup that hides the other options.
// biome-ignore-all lint/a11y/useFocusableInteractive: the whole is one stop of the keyboard and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the part that holds the focus.
import { type ReactNode, useEffect, useId, useRef } from 'react'

export interface ListBoxProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly draw: (item: Item, isChosen: boolean) => ReactNode
  readonly chosenIndex: number
  readonly onPick: (item: Item, index: number) => void
  /** An id for `aria-controls` of the field that is typed in; options are `${id}-0` and so on. */
  readonly id?: string
  readonly className?: string
}

/**
 * A list to choose from while the focus stays in the field above it: the field moves `chosenIndex` with the arrow keys and
 * names `${id}-${chosenIndex}` as its active descendant.
 */
export function ListBox<Item>(props: ListBoxProps<Item>) {
  const ownId = useId()
  const id = props.id ?? ownId
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[props.chosenIndex]?.scrollIntoView({ block: 'nearest' })
  }, [props.chosenIndex])
  return (
    <div ref={list} role="listbox" id={id} aria-label={props.label} className={`list-box ${props.className ?? ''}`}>
      {props.items.map((item, index) => (
        <div
          key={props.keyOf(item)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === props.chosenIndex}
          className={`list-item ${index === props.chosenIndex ? 'is-selected' : ''}`}
          onMouseDown={(press) => press.preventDefault()}
          onClick={() => props.onPick(item, index)}
        >
          {props.draw(item, index === props.chosenIndex)}
        </div>
      ))}
    </div>
  )
}

/** The place in a list after an arrow key, or null when the key is none of those. */
export function movedIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(index - 1, 0)
  return null
}

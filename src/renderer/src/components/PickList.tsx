// biome-ignore-all lint/a11y/useSemanticElements: a native select opens a popup that hides the other options.
// biome-ignore-all lint/a11y/useFocusableInteractive: the whole is one stop of the keyboard and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the part that holds the focus.
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { movedIndex } from './ListBox.tsx'

/** A list that holds the focus itself: arrow keys move, Enter takes. The first thing that a dialog focuses. */
export function PickList<Item>(props: {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly draw: (item: Item) => ReactNode
  readonly index: number
  readonly onMove: (index: number) => void
  readonly onTake: (item: Item) => void
  readonly className?: string
}) {
  const { items, index } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.children[index]?.scrollIntoView({ block: 'nearest' }), [index])
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      data-first-focus="true"
      aria-label={props.label}
      aria-activedescendant={`${id}-${index}`}
      className={`list-box ${props.className ?? ''}`}
      onKeyDown={(press) => {
        const next = movedIndex(press.key, index, items.length)
        const item = items[index]
        if (next !== null) props.onMove(next)
        else if (press.key === 'Enter' && item !== undefined && !press.repeat) props.onTake(item)
        else return
        press.preventDefault()
      }}
    >
      {items.map((item, place) => (
        <div
          key={props.keyOf(item)}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === index}
          className={`list-item ${place === index ? 'is-selected' : ''}`}
          onClick={() => props.onTake(item)}
        >
          {props.draw(item)}
        </div>
      ))}
    </div>
  )
}

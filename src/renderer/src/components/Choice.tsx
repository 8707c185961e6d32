// biome-ignore-all lint/a11y/useSemanticElements: a native select opens a popup that hides the other options.
// biome-ignore-all lint/a11y/useFocusableInteractive: the whole is one stop of the keyboard and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the part that holds the focus.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** What may be typed to find it beside its label, such as its name in Latin letters. */
  readonly alsoTyped?: string
}

/**
 * One of a few, with all of them in sight: arrow keys move, a typed letter jumps to the option that begins so, Enter walks on.
 * The whole is one stop of the walk.
 */
export function Choice<Value extends string>(props: {
  readonly label: string
  readonly options: readonly ChoiceOption<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly isFirstFocus?: boolean
}) {
  const id = useId()
  const [typed, setTyped] = useState({ text: '', atMs: 0 })
  const index = Math.max(
    0,
    props.options.findIndex((option) => option.value === props.value)
  )
  const list = useRef<HTMLDivElement>(null)
  // A long list shows a part of itself: what is chosen is in it. Nothing around the list moves.
  useEffect(() => {
    const box = list.current
    const chosen = box?.children[index]
    if (!(box && chosen instanceof HTMLElement) || box.scrollHeight <= box.clientHeight) return
    const top = chosen.offsetTop - box.offsetTop
    const bottom = top + chosen.offsetHeight
    if (top < box.scrollTop) box.scrollTop = top
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
  }, [index])
  const moveTo = (next: number) => {
    const option = props.options[(next + props.options.length) % props.options.length]
    if (option) props.onChange(option.value)
  }
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.key === 'ArrowDown' || press.key === 'ArrowRight') moveTo(index + 1)
    else if (press.key === 'ArrowUp' || press.key === 'ArrowLeft') moveTo(index - 1)
    else if (press.key === 'Home') moveTo(0)
    else if (press.key === 'End') moveTo(props.options.length - 1)
    else if (press.key.length === 1 && press.key !== ' ') {
      const text = (press.timeStamp - typed.atMs < 1000 ? typed.text : '') + press.key.toLowerCase()
      setTyped({ text, atMs: press.timeStamp })
      const found = props.options.findIndex(({ label, alsoTyped = label }) =>
        [label, alsoTyped].some((name) => name.toLowerCase().startsWith(text))
      )
      if (found !== -1) moveTo(found)
    } else return
    press.preventDefault()
  }
  return (
    <div className="choice">
      <span className="field-label" id={`${id}-label`}>
        {props.label}
      </span>
      <div
        ref={list}
        className="choice-list"
        role="listbox"
        tabIndex={0}
        data-walk="yes"
        data-first-focus={props.isFirstFocus}
        aria-labelledby={`${id}-label`}
        aria-activedescendant={`${id}-options-${index}`}
        onKeyDown={heard}
      >
        <ListBoxOptions id={`${id}-options`} options={props.options} index={index} onPick={moveTo} />
      </div>
    </div>
  )
}

function ListBoxOptions<Value extends string>(props: {
  readonly id: string
  readonly options: readonly ChoiceOption<Value>[]
  readonly index: number
  readonly onPick: (index: number) => void
}) {
  return props.options.map((option, index) => (
    <div
      key={option.value}
      id={`${props.id}-${index}`}
      role="option"
      aria-selected={index === props.index}
      className={`choice-option ${index === props.index ? 'is-selected' : ''}`}
      onClick={() => props.onPick(index)}
    >
      {option.label}
    </div>
  ))
}

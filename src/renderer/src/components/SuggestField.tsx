// biome-ignore-all lint/a11y/useSemanticElements: a native select opens a popup that hides the other options.
// biome-ignore-all lint/a11y/useFocusableInteractive: the field above the list holds the focus and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the field that holds the focus.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { Field } from './Field.tsx'
import { movedIndex } from './ListBox.tsx'
import { fitting, type Suggestion } from './suggestions.ts'
import './suggest-field.css'

export interface SuggestFieldProps<Value extends string> {
  readonly label: string
  readonly options: readonly Suggestion<Value>[]
  /** Null: nothing is chosen. */
  readonly value: Value | null
  readonly onChange: (value: Value | null) => void
  /** Whether an empty box is an answer too. */
  readonly mayBeEmpty?: boolean
  readonly error?: string | null
  readonly hint?: ReactNode
  readonly className?: string
  readonly onLeave?: () => void
  /** Options that a typed word means, before those that merely begin so. */
  readonly meant?: (text: string) => readonly Value[]
}

/**
 * One of many, by a few letters of its name. The list lies over what is below while something is typed, so that nothing
 * moves; the best fit is chosen at once, arrow keys choose another, Enter walks on. What fits nothing stays in the box
 * until it is corrected, and what was chosen before stays chosen.
 */
export function SuggestField<Value extends string>(props: SuggestFieldProps<Value>) {
  const { options, value, onChange } = props
  const t = useText()
  // What stands in the box while it is typed in, and what the list is narrowed by: arrow keys end the one, not the other.
  const [typed, setTyped] = useState<string | null>(null)
  const [narrowed, setNarrowed] = useState('')
  const [isOpen, setOpen] = useState(false)
  const fits = (text: string) => (text.trim() === '' ? options : fitting(options, text, props.meant?.(text) ?? []))
  const found = fits(narrowed)
  const index = found.findIndex((option) => option.value === value)
  const isUnknown = found.length === 0
  const type = (text: string) => {
    setTyped(text)
    setNarrowed(text)
    setOpen(true)
    const best = text.trim() === '' ? undefined : fits(text)[0]
    if (best !== undefined) onChange(best.value)
    else if (text.trim() === '' && props.mayBeEmpty) onChange(null)
  }
  const leave = () => {
    setTyped(null)
    setNarrowed('')
    setOpen(false)
    props.onLeave?.()
  }
  const pick = (option: Suggestion<Value> | undefined) => {
    if (option === undefined) return
    onChange(option.value)
    setTyped(null)
  }
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey || press.nativeEvent.isComposing) return
    // Enter with a word that means nothing would walk away from a mistake.
    if (press.key === 'Enter' && isUnknown) return press.preventDefault()
    const next = movedIndex(press.key, isOpen ? index : index - (press.key === 'ArrowDown' ? 1 : -1), found.length)
    if (next === null) return
    press.preventDefault()
    setOpen(true)
    if (isOpen || index === -1) pick(found[Math.max(next, 0)])
  }
  const shown = options.find((option) => option.value === value)?.label ?? ''
  return (
    <WithList
      isOpen={isOpen && found.length > 0}
      label={props.label}
      options={found}
      index={index}
      onPick={(option) => {
        pick(option)
        setNarrowed('')
        setOpen(false)
      }}
      draw={(input) => (
        <Field
          label={props.label}
          value={typed ?? shown}
          onChange={type}
          error={isUnknown ? t('common:suggest.nothing', { text: (typed ?? '').slice(0, 40) }) : (props.error ?? null)}
          hint={props.hint}
          {...(props.className === undefined ? {} : { className: props.className })}
          input={{
            ...input,
            onKeyDown: heard,
            onBlur: leave
          }}
        />
      )}
    />
  )
}

/** A line of text that may be anything, with what was written there before as suggestions. Arrow keys take one of them. */
export function SuggestText(props: {
  readonly label: string
  readonly options: readonly string[]
  readonly value: string
  readonly onChange: (text: string) => void
  readonly error?: string | null
  readonly hint?: ReactNode
  readonly className?: string
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const all = props.options.map((text) => ({ value: text, label: text }))
  const found = typed === null || typed.trim() === '' ? all : fitting(all, typed, [])
  const index = found.findIndex((option) => option.value === props.value)
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey || press.nativeEvent.isComposing) return
    const next = index === -1 && press.key === 'ArrowDown' ? 0 : movedIndex(press.key, index, found.length)
    const option = next === null ? undefined : found[next]
    if (option === undefined) return
    press.preventDefault()
    setOpen(true)
    props.onChange(option.value)
  }
  return (
    <WithList
      isOpen={isOpen && found.length > 0}
      label={props.label}
      options={found}
      index={index}
      onPick={(option) => {
        props.onChange(option.value)
        setOpen(false)
      }}
      draw={(input) => (
        <Field
          label={props.label}
          value={props.value}
          onChange={(text) => {
            setTyped(text)
            setOpen(true)
            props.onChange(text)
          }}
          error={props.error ?? null}
          hint={props.hint}
          {...(props.className === undefined ? {} : { className: props.className })}
          input={{
            ...input,
            onKeyDown: heard,
            onBlur: () => {
              setTyped(null)
              setOpen(false)
            }
          }}
        />
      )}
    />
  )
}

interface ListedInput {
  readonly role: 'combobox'
  readonly 'aria-expanded': boolean
  readonly 'aria-autocomplete': 'list'
  readonly 'aria-controls'?: string
  readonly 'aria-activedescendant'?: string
}

/** A field with a list that lies below it, over everything else, as long as it is open. */
function WithList<Value extends string>(props: {
  readonly isOpen: boolean
  readonly label: string
  readonly options: readonly Suggestion<Value>[]
  readonly index: number
  readonly onPick: (option: Suggestion<Value>) => void
  readonly draw: (input: ListedInput) => ReactNode
}) {
  const { isOpen, options, index } = props
  const id = useId()
  const anchor = `--suggest-${id.replace(/[^a-z0-9]/giu, '')}`
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.togglePopover(isOpen)
  }, [isOpen])
  useEffect(() => {
    if (isOpen) list.current?.children[Math.max(index, 0)]?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, index])
  return (
    <div className="suggest" style={{ anchorName: anchor }}>
      {props.draw({
        role: 'combobox',
        'aria-expanded': isOpen,
        'aria-autocomplete': 'list',
        ...(isOpen ? { 'aria-controls': id } : {}),
        ...(isOpen && index >= 0 ? { 'aria-activedescendant': `${id}-${index}` } : {})
      })}
      <div
        ref={list}
        id={id}
        popover="manual"
        {...(isOpen ? { role: 'listbox', 'aria-label': props.label } : {})}
        className="suggest-list"
        style={{ positionAnchor: anchor }}
      >
        {isOpen
          ? options.map((option, at) => (
              <div
                key={option.value}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === index}
                className={`suggest-item ${at === index ? 'is-selected' : ''}`}
                onMouseDown={(press) => press.preventDefault()}
                onClick={() => props.onPick(option)}
              >
                <span>{option.label}</span>
                {option.note === undefined ? null : <span className="suggest-note">{option.note}</span>}
              </div>
            ))
          : null}
      </div>
    </div>
  )
}

import { type KeyboardEvent, useId, useState } from 'react'
import { Field } from '#renderer/components/Field.tsx'
import { Key } from '#renderer/components/Key.tsx'
import { ListBox, movedIndex } from '#renderer/components/ListBox.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { PartyRow } from './PartyRow.tsx'
import { type Option, optionsOf, type Picked } from './party-options.ts'
import { usePartySearch } from './use-party-search.ts'
import './candidates.css'
import './party-pick.css'

/**
 * A party by a few letters of its name, with the best ones in sight below the box. Enter takes the marked one and walks on;
 * typing again lets it go.
 */
export function PartyPick(props: {
  readonly label: string
  readonly picked: Picked
  readonly onPick: (picked: Picked) => void
  /** What stands in the box at first. */
  readonly firstText?: string
  /** What is looked for as long as nothing is typed, so that the likely ones are offered. */
  readonly likeText?: string
  readonly canBeNew?: boolean
  /** The id of a party that is not to be chosen. */
  readonly without?: string
  readonly hint?: string
  readonly error?: string | null
}) {
  const { picked, onPick, canBeNew = false } = props
  const t = useText()
  const id = useId()
  const [text, setText] = useState(props.firstText ?? '')
  const [index, setIndex] = useState(0)
  const sought = text.trim() === '' ? (props.likeText ?? '').trim() : text.trim()
  const { hits } = usePartySearch(sought, picked === null)
  const options = optionsOf(text, hits.text === sought ? hits.wholeHits : [], canBeNew, props.without ?? '')
  const at = Math.min(index, options.length - 1)
  const take = (option: Option | undefined) => {
    if (option === undefined) return
    onPick(option)
    setText(option.type === 'party' ? option.party.name : option.name)
    setIndex(0)
  }
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey || press.nativeEvent.isComposing) return
    const next = picked === null ? movedIndex(press.key, at, options.length) : null
    if (next !== null) setIndex(next)
    else if (press.key === 'Enter' && picked === null && options[at] !== undefined) {
      // Enter goes on by itself: what was marked is taken on the way.
      take(options[at])
      return
    } else return
    press.preventDefault()
  }
  const said = picked?.type === 'new' ? t('parties:pick.new', { name: picked.name }) : props.hint
  return (
    <div className="party-pick">
      <Field
        label={props.label}
        value={text}
        onChange={(next) => {
          setText(next)
          setIndex(0)
          if (picked !== null) onPick(null)
        }}
        error={props.error ?? null}
        hint={said}
        input={{
          maxLength: 200,
          role: 'combobox',
          'aria-expanded': picked === null && options.length > 0,
          'aria-autocomplete': 'list',
          'aria-controls': id,
          ...(picked === null && at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {}),
          onKeyDown: heard
        }}
      />
      <ListBox
        id={id}
        label={props.label}
        className="party-pick-list"
        items={picked === null ? options : []}
        keyOf={(option) => (option.type === 'party' ? option.party.id : 'new')}
        chosenIndex={at}
        onPick={take}
        draw={(option) =>
          option.type === 'party' ? (
            <PartyRow party={option.party} />
          ) : (
            <span className="candidate-new">
              <Key chord="Enter" />
              <span className="candidate-cut">{t('parties:pick.makeNew', { name: option.name })}</span>
            </span>
          )
        }
      />
    </div>
  )
}

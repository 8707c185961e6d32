import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Key } from '#renderer/components/Key.tsx'
import { PickList } from '#renderer/components/PickList.tsx'
import { focusField } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { digitsIn, PIN_INPUT } from '#renderer/people/PinFields.tsx'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

type Named = PeopleState['people'][number]

/** A digit or a letter chooses the person, four digits and Enter open: six keys. */
export function UnlockForm(props: {
  readonly people: readonly Named[]
  readonly onDone: (state: PeopleState) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const { people } = props
  const withPin = people.filter(({ hasPin }) => hasPin)
  const only = withPin.length === 1 ? people.findIndex(({ hasPin }) => hasPin) : -1
  const [index, setIndex] = useState(Math.max(0, only))
  const [pin, setPin] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const isAsking = useRef(false)
  const chosen = people[index]
  const toList = () => box.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the focus begins is decided once.
  useEffect(() => {
    if (only >= 0) focusField(field.current)
    else toList()
  }, [])

  const take = (at: number) => {
    setIndex(at)
    setFailure(null)
    focusField(field.current)
  }
  const unlock = async () => {
    if (isAsking.current || chosen === undefined) return
    isAsking.current = true
    const answer = await call('person.unlock', { id: chosen.id, pin })
    isAsking.current = false
    setPin('')
    if (answer.ok) props.onDone(answer.value)
    else setFailure(answer.failure)
  }
  useCommand('lock.accept', () => void unlock())
  const heardInList = (press: KeyboardEvent) => {
    const at = personAt(people, index, press)
    if (at === null) return
    press.preventDefault()
    take(at)
  }
  const heardInPin = (press: KeyboardEvent) => {
    if (press.key === 'Enter' && !press.repeat) void unlock()
    else if (press.key === 'ArrowUp' || (press.key === 'Backspace' && pin === '')) toList()
    else return
    press.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the letters are meant for the list inside.
    <div ref={box} className="lock-form" onKeyDown={heardInList}>
      <p>{t('people:lock.choose')}</p>
      <PickList
        label={t('people:lock.who')}
        items={people}
        keyOf={({ id }) => id}
        draw={(person) => <LockPerson person={person} at={people.indexOf(person)} />}
        index={index}
        onMove={setIndex}
        onTake={(person) => take(people.indexOf(person))}
      />
      <Field
        ref={field}
        label={t('people:lock.pinOf', { person: chosen?.name ?? '' })}
        value={pin}
        onChange={(text) => setPin(digitsIn(text))}
        error={failure === null ? null : failureText(failure)}
        input={{ ...PIN_INPUT, onKeyDown: heardInPin }}
      />
      <div className="dialog-buttons">
        <CommandButton command="lock.recover" />
        <CommandButton command="lock.accept" tone="main" />
      </div>
    </div>
  )
}

const MOST_NUMBERED = 9

function LockPerson({ person, at }: { readonly person: Named; readonly at: number }) {
  const t = useText()
  return (
    <span className="lock-person">
      {at < MOST_NUMBERED ? <Key chord={String(at + 1)} /> : <span />}
      <strong>{person.name}</strong>
      <span className="lock-role">{person.hasPin ? t(`people:role.${person.role}`) : t('people:noPin')}</span>
    </span>
  )
}

/** The place that a digit names, or the next person whose name begins with a letter; null for any other key. */
function personAt(people: readonly Named[], from: number, press: KeyboardEvent): number | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.key.length !== 1) return null
  if (press.target instanceof HTMLInputElement) return null
  if (/^[1-9]$/u.test(press.key)) return people[Number(press.key) - 1] === undefined ? null : Number(press.key) - 1
  const letter = press.key.toLowerCase()
  const order = people.map((_, step) => (from + 1 + step) % people.length)
  return order.find((at) => people[at]?.name.toLowerCase().startsWith(letter)) ?? null
}

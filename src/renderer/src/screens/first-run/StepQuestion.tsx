import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { ListBox, movedIndex } from '#renderer/components/ListBox.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { LANGUAGE_CODES, LANGUAGE_NAMES } from '#renderer/i18n/languages.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { ABROAD, type Place, STATE_CODES, TRADES } from '#renderer/shop/places.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Answers, Step } from './first-run-steps.ts'

interface QuestionProps {
  readonly step: Step
  readonly answers: Answers
  readonly onAnswer: <Name extends Step>(name: Name, value: Answers[Name]) => void
  readonly onDone: () => void
  /** What was wrong with the answer: it is selected again, so that typing replaces it. */
  readonly failure: Failure | null
}

/** One question with its answer as it stands. */
export function StepQuestion(props: QuestionProps) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refused answer is entered anew.
  useEffect(() => {
    focusField(box.current?.querySelector<HTMLElement>('input, [tabindex="0"]'))
  }, [props.failure])
  return (
    <div ref={box} className="first-run-step">
      <FormWalk onDone={props.onDone} label={t(`first-run:question.${props.step}`)}>
        <Answer {...props} />
      </FormWalk>
      <p className="first-run-hint">{t(`first-run:hint.${props.step}`)}</p>
    </div>
  )
}

function Answer({ step, answers, onAnswer }: QuestionProps) {
  const t = useText()
  const label = t(`first-run:question.${step}`)
  switch (step) {
    case 'state':
      return <StateAnswer label={label} value={answers.state} onChange={(state) => onAnswer('state', state)} />
    case 'language':
      return (
        <Choice
          label={label}
          value={answers.language}
          options={LANGUAGE_CODES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
          onChange={(language) => onAnswer('language', language)}
        />
      )
    case 'trade':
      return (
        <Choice
          label={label}
          value={answers.trade}
          options={TRADES.map((trade) => ({ value: trade, label: t(`first-run:trade.${trade}`) }))}
          onChange={(trade) => onAnswer('trade', trade)}
        />
      )
    case 'openingCash':
      return (
        <AmountField label={label} value={answers.openingCash} onChange={(text) => onAnswer('openingCash', text)} />
      )
    default:
      return (
        <Field
          label={label}
          value={answers[step]}
          onChange={(text) => onAnswer(step, text)}
          input={{ maxLength: 120 }}
        />
      )
  }
}

const STATE_LIST_ID = 'first-run-states'

/** A state of India, or another country at the end of the list, by a few letters of its name; the list stays in its place. */
function StateAnswer(props: {
  readonly label: string
  readonly value: Place
  readonly onChange: (state: Place) => void
}) {
  const t = useText()
  const [text, setText] = useState(() => t(`first-run:state.${props.value}`))
  const [isTyped, setIsTyped] = useState(false)
  const name = (code: Place) => ({ code, name: t(`first-run:state.${code}`) })
  const named = [
    ...STATE_CODES.map(name).sort((left, right) => left.name.localeCompare(right.name)),
    ...ABROAD.map(name)
  ]
  const wanted = text.trim().toLowerCase()
  const found = isTyped ? named.filter((state) => state.name.toLowerCase().includes(wanted)) : named
  const index = found.findIndex((state) => state.code === props.value)
  const choose = (state: { readonly code: Place; readonly name: string } | undefined, isKept: boolean) => {
    if (state === undefined) return
    props.onChange(state.code)
    if (isKept) setText(state.name)
  }
  const heard = (press: KeyboardEvent) => {
    const moved = movedIndex(press.key, index, found.length)
    if (moved === null) return
    press.preventDefault()
    setIsTyped(false)
    choose(found[moved], true)
  }
  return (
    <>
      <Field
        label={props.label}
        value={text}
        onChange={(value) => {
          setText(value)
          setIsTyped(true)
          const typed = value.trim().toLowerCase()
          const best =
            named.find((state) => state.name.toLowerCase().startsWith(typed)) ??
            named.find((state) => state.name.toLowerCase().includes(typed))
          choose(best, false)
        }}
        input={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': STATE_LIST_ID,
          ...(index >= 0 ? { 'aria-activedescendant': `${STATE_LIST_ID}-${index}` } : {}),
          onKeyDown: heard
        }}
      />
      <ListBox
        id={STATE_LIST_ID}
        className="first-run-states"
        label={props.label}
        items={found}
        keyOf={(state) => state.code}
        chosenIndex={index}
        onPick={(state) => {
          setIsTyped(false)
          choose(state, true)
        }}
        draw={(state) => state.name}
      />
    </>
  )
}

import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { clockText } from '#renderer/components/clock-text.ts'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk, focusField, walkedFields } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { CountView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { ZERO } from '#shared/money/money.ts'
import { boxName } from './box-name.ts'
import { type CountDraft, type CountField, countFields, readCount } from './count-draft.ts'
import { OpenSlips } from './OpenSlips.tsx'

interface Group {
  readonly title: string
  readonly fields: readonly CountField[]
}

/** The blind count. Nothing here knows what should be in the drawer. */
export function CountStep(props: {
  readonly draft: CountDraft
  readonly earlier: readonly CountView[]
  readonly printWaiting: number
  readonly notes: readonly string[]
  readonly onChange: (box: string, text: string) => void
  readonly onAccept: () => Promise<void>
  readonly onTakeUp: (count: CountView) => Promise<void>
  readonly onFault: (text: string) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [isLong, setLong] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const fields = countFields(isLong, props.draft)
  const reading = readCount(props.draft)
  const last = props.earlier.at(-1)
  useEffect(() => focusField(form.current?.querySelector<HTMLElement>('input')), [])

  const accept = () => {
    const wrong = fields.find((field) => reading.faults[field.id] !== undefined)
    if (wrong === undefined) return void props.onAccept()
    props.onFault(t('closing:count.fault', { box: boxName(t, wrong) }))
    focusField(form.current?.querySelector<HTMLElement>(`[data-box="${wrong.id}"]`))
  }
  useCommand('closing.accept', accept)
  useCommand('closing.allBoxes', () => setLong((was) => !was))
  useCommand('closing.takeUp', () => last && void props.onTakeUp(last), last !== undefined)
  const notes: readonly Group[] = [
    {
      title: t('closing:count.notes'),
      fields: fields.filter((field) => field.unit === 'pieces' && field.of === 'note')
    }
  ]
  const others: readonly Group[] = [
    { title: t('closing:count.coinsTitle'), fields: fields.filter(isCoin) },
    {
      title: t('closing:count.insteadOfCash'),
      fields: fields.filter((field) => field.unit === 'money' && !isCoin(field))
    }
  ]
  const moved = (key: string, from: HTMLElement) => {
    const boxes = form.current === null ? [] : walkedFields(form.current)
    const to = key === 'ArrowDown' ? boxes.indexOf(from) + 1 : boxes.indexOf(from) - 1
    focusField(boxes[to])
  }
  const drawGroup = (group: Group) => (
    <section key={group.title} className="count-group" aria-label={group.title}>
      <h2 className="count-group-title">{group.title}</h2>
      {group.fields.map((field) => (
        <CountBox
          key={field.id}
          field={field}
          name={boxName(t, field)}
          text={props.draft[field.id] ?? ''}
          worth={formatAmount(reading.worthMinor[field.id] ?? ZERO)}
          fault={reading.faults[field.id] ? failureText(reading.faults[field.id] as Failure) : ''}
          onChange={(text) => props.onChange(field.id, text)}
          onArrow={moved}
        />
      ))}
    </section>
  )
  return (
    <div className="count" ref={form}>
      <FormWalk label={t('closing:count.title')} onDone={accept} className="count-walk">
        <div className="count-groups">
          <div className="count-column">{notes.map(drawGroup)}</div>
          <div className="count-column">{others.map(drawGroup)}</div>
        </div>
        <div className="count-foot">
          <div className="count-total" aria-live="polite">
            <span>{t('closing:count.counted')}</span>
            <output className="number count-sum">{formatAmount(reading.totalMinor)}</output>
          </div>
          <button type="button" className="button button-main" data-walk="yes" onClick={accept}>
            <CommandKey command="closing.accept" />
            <span>{t('closing:count.accept')}</span>
          </button>
        </div>
      </FormWalk>
      <aside className="count-notes">
        <Notice tone="warn">{props.notes.join(' ')}</Notice>
        <OpenSlips />
        <p>{t('closing:count.acceptHint')}</p>
        {props.printWaiting > 0 ? <p>{t('closing:count.printWaiting', { count: props.printWaiting })}</p> : null}
        {last === undefined ? null : (
          <div className="count-earlier">
            <p>{earlierText(t, last)}</p>
            <CommandButton command="closing.takeUp" />
          </div>
        )}
      </aside>
    </div>
  )
}

function CountBox(props: {
  readonly field: CountField
  readonly name: string
  readonly text: string
  readonly worth: string
  readonly fault: string
  readonly onChange: (text: string) => void
  readonly onArrow: (key: string, from: HTMLElement) => void
}) {
  const { field } = props
  const below = `worth-${field.id}`
  // What is plain to see is not said twice: a sum in rupees stands in its box already.
  const isPlain = props.text.trim() === '' || (field.unit === 'money' && /^\d{1,3}(?:\.\d\d)?$/.test(props.text.trim()))
  return (
    <div className="count-line">
      {field.unit === 'pieces' ? (
        <span className="count-value number" aria-hidden="true">
          {field.value} ×
        </span>
      ) : (
        <span className="count-word" aria-hidden="true">
          {props.name}
        </span>
      )}
      <input
        className="field-input number"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        data-box={field.id}
        aria-label={props.name}
        aria-invalid={props.fault !== ''}
        aria-describedby={below}
        value={props.text}
        onChange={(change) => props.onChange(change.currentTarget.value)}
        onFocus={(focus) => focus.currentTarget.select()}
        onKeyDown={(press) => {
          if (press.key !== 'ArrowDown' && press.key !== 'ArrowUp') return
          press.preventDefault()
          props.onArrow(press.key, press.currentTarget)
        }}
      />
      <span id={below} className={`count-worth number ${props.fault === '' ? '' : 'is-error'}`}>
        {props.fault === '' ? (isPlain ? '' : props.worth) : props.fault}
      </span>
    </div>
  )
}

const isCoin = (field: CountField): boolean => field.id === 'coins' || (field.unit === 'pieces' && field.of === 'coin')

function earlierText(t: ReturnType<typeof useText>, count: CountView): string {
  const facts = { time: clockText(count.countedAt), amount: formatAmount(count.countedMinor) }
  return count.personName === ''
    ? t('closing:count.earlierNobody', facts)
    : t('closing:count.earlier', { ...facts, person: count.personName })
}

import { type FocusEvent, type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react'
import type { CommandId } from '#renderer/commands/command-table.ts'
import { CommandKey } from './Key.tsx'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is wrong, in words, or null. Stands under the field, in a place that is kept for it. */
  readonly error?: string | null
  /** What the field understood or needs, when nothing is wrong. */
  readonly hint?: ReactNode
  /** The command whose key jumps here. */
  readonly command?: CommandId
  readonly className?: string
  readonly ref?: Ref<HTMLInputElement>
  readonly input?: Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>
}

const selectAll = (focus: FocusEvent<HTMLInputElement>) => focus.currentTarget.select()

/**
 * A labelled line of text. Coming into it selects what stands there, so that typing replaces it: Ctrl+A is Accept here
 * and selects nothing. The line below is always kept, so that an error moves nothing.
 */
export function Field(props: FieldProps) {
  const id = useId()
  const hasError = props.error !== null && props.error !== undefined && props.error !== ''
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label className="field-label" htmlFor={id}>
        {props.label}
        {props.command === undefined ? null : <CommandKey command={props.command} />}
      </label>
      <input
        autoComplete="off"
        spellCheck={false}
        {...props.input}
        ref={props.ref}
        id={id}
        className={`field-input ${props.input?.className ?? ''}`}
        value={props.value}
        onChange={(change) => props.onChange(change.currentTarget.value)}
        onFocus={props.input?.onFocus ?? selectAll}
        aria-invalid={hasError}
        aria-describedby={`${id}-below`}
      />
      <div className={`field-below ${hasError ? 'is-error' : ''}`} id={`${id}-below`} aria-live="polite">
        {hasError ? props.error : props.hint}
      </div>
    </div>
  )
}

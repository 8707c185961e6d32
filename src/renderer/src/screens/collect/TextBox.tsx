import { useId } from 'react'

/** Several lines of text: Enter begins a new one. Coming into it puts the cursor at its end, for here one adds and does not replace. */
export function TextBox(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly below: string
  readonly direction: 'ltr' | 'rtl'
  readonly language: string
}) {
  const id = useId()
  return (
    <div className="field collect-text">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <textarea
        id={id}
        className="field-input"
        data-first-focus="true"
        data-walk="no"
        rows={6}
        maxLength={2000}
        spellCheck={false}
        dir={props.direction}
        lang={props.language}
        value={props.value}
        onChange={(change) => props.onChange(change.currentTarget.value)}
        onFocus={(focus) => focus.currentTarget.setSelectionRange(props.value.length, props.value.length)}
        aria-describedby={`${id}-below`}
      />
      <div className="field-below" id={`${id}-below`} aria-live="polite">
        {props.below}
      </div>
    </div>
  )
}

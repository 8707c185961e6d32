import { useEffect, useRef, useState } from 'react'
import { Field } from '#renderer/components/Field.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { readSetting, type SettingFault, type TextSetting } from './read-setting.ts'
import type { SaveSetting } from './use-save-setting.ts'

/**
 * One setting as a line of text. It is saved when the field is left, by whichever way; what cannot be saved stays in
 * the field with the reason under it.
 */
export function SettingField(props: {
  readonly name: TextSetting
  readonly stored: string
  readonly hint?: string | undefined
  readonly save: SaveSetting
}) {
  const { name, stored, save } = props
  const t = useText()
  const failureText = useFailureText()
  const [text, setText] = useState<string | null>(null)
  const [fault, setFault] = useState<SettingFault | null>(null)
  const label = t(`settings:field.${name}`)
  const commit = async () => {
    if (text === null || text === stored) return setText(null)
    const read = readSetting(name, text)
    if (!read.ok) return setFault(read.fault)
    const failure: Failure | null = await save(read.change, label)
    if (failure === null) setText(null)
    else setFault({ failure })
  }
  const latest = useRef(commit)
  latest.current = commit
  // Leaving the screen leaves the field too: what was typed is not lost.
  useEffect(() => () => void latest.current(), [])
  const faultText = () => {
    if (fault === null) return null
    if ('failure' in fault) return failureText(fault.failure)
    return fault.text === 'long' ? t('settings:fault.long', { count: fault.count }) : t(`settings:fault.${fault.text}`)
  }
  return (
    <Field
      label={label}
      value={text ?? stored}
      onChange={(next) => {
        setText(next)
        setFault(null)
      }}
      hint={props.hint}
      error={faultText()}
      input={{ onBlur: () => void commit() }}
    />
  )
}

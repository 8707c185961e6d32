import type { FocusEvent, KeyboardEvent } from 'react'
import { isEmptyField } from '#renderer/focus/form-walk.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { BillField } from './bill-draft.ts'
import { fieldSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'

/** What every field of head and foot has: its text, its error, and the keys that walk. */
export function useFieldProps(bill: BillState) {
  const t = useText()
  return (field: BillField) => {
    const { problem } = bill
    const isWrong = problem?.spot.at === 'field' && problem.spot.field === field
    return {
      ref: bill.refOf(field),
      value: bill.draft[field],
      onChange: (text: string) => {
        bill.noteTyping(performance.now())
        bill.typeField(field, text)
      },
      error: isWrong && problem !== null ? t(problem.key, readable(problem.params ?? {})) : null,
      input: {
        'data-field': field,
        onFocus: (focus: FocusEvent<HTMLInputElement>) => {
          bill.entered(fieldSpot(field))
          focus.currentTarget.select()
        },
        onKeyDown: (press: KeyboardEvent<HTMLInputElement>) => {
          if (press.nativeEvent.isComposing || press.keyCode === 229) return
          if (press.ctrlKey || press.altKey || press.metaKey) return
          if (press.key === 'Enter') {
            press.preventDefault()
            if (!press.repeat) bill.enterField(field)
          } else if (press.key === 'Backspace' && isEmptyField(press.target) && !press.repeat) {
            if (bill.beforeField(field)) press.preventDefault()
          }
        }
      }
    }
  }
}

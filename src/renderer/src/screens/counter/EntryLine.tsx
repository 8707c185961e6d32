import type { FocusEvent, KeyboardEvent } from 'react'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { movedIndex } from '#renderer/components/ListBox.tsx'
import { isEmptyField } from '#renderer/focus/form-walk.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { CANDIDATE_LIST_ID } from './CandidateList.tsx'
import { isGoods, type LineField } from './entry-draft.ts'
import { fieldBefore } from './focus-order.ts'
import { KindBadge } from './KindBadge.tsx'
import type { EntryLineState } from './use-entry-line.ts'
import type { FieldFocus } from './use-field-focus.ts'

interface LineProps {
  readonly line: EntryLineState
  readonly fields: FieldFocus
  readonly onEnter: (field: LineField) => void
}

/** The one line that everything is typed into. */
export function EntryLine(props: LineProps & { readonly today: BookDate | null }) {
  const { line, today } = props
  const t = useText()
  const { draft } = line
  const bind = useFieldProps(props)
  const isCashSale = isGoods(draft.kind) && draft.target === null && draft.party.trim() === ''
  const hasList = draft.target === null && line.candidates.length > 0
  const isMarked = hasList && line.chosenIndex >= 0
  return (
    <div className="entry-line">
      <KindBadge draft={draft} />
      <DateField
        {...bind('date')}
        className="line-date"
        label={t('counter:line.date')}
        command="counter.date"
        today={today}
        hint={draft.isLate ? t('counter:line.late') : undefined}
      />
      <Field
        {...bind('party')}
        className="line-party"
        hint={isCashSale ? t('counter:line.emptyParty') : undefined}
        label={
          draft.kind === 'contra'
            ? t('counter:line.route')
            : draft.kind === 'gave'
              ? t('counter:line.partyOrHead')
              : t('counter:line.party')
        }
        input={{
          ...bind('party').input,
          role: 'combobox',
          'aria-expanded': hasList,
          'aria-controls': CANDIDATE_LIST_ID,
          'aria-autocomplete': 'list',
          ...(isMarked ? { 'aria-activedescendant': `${CANDIDATE_LIST_ID}-${line.chosenIndex}` } : {}),
          onKeyDown: (press) => {
            const moved = hasList ? movedIndex(press.key, line.chosenIndex, line.candidates.length) : null
            if (moved === null) return bind('party').input.onKeyDown(press)
            press.preventDefault()
            line.choose(moved)
          }
        }}
      />
      <AmountField {...bind('amount')} className="line-amount" label={t('counter:line.amount')} />
      <Field {...bind('text')} className="line-text" label={t('counter:line.text')} />
      <Field {...bind('note')} className="line-note" label={t('counter:line.note')} command="counter.note" />
    </div>
  )
}

/** What every field of the line has: its text, its error, and the keys that walk. */
export function useFieldProps({ line, fields, onEnter }: LineProps) {
  const t = useText()
  return (field: LineField) => ({
    ref: fields.refOf(field),
    value: line.draft[field],
    onChange: (value: string) => line.type(field, value),
    error: line.problem?.field === field ? t(line.problem.key, readable(line.problem.params ?? {})) : null,
    input: {
      'data-field': field,
      onFocus: (focus: FocusEvent<HTMLInputElement>) => {
        fields.entered(field)
        focus.currentTarget.select()
      },
      onKeyDown: (press: KeyboardEvent<HTMLInputElement>) => {
        if (press.nativeEvent.isComposing || press.keyCode === 229) return
        if (press.ctrlKey || press.altKey || press.metaKey) return
        if (press.key === 'Enter') {
          press.preventDefault()
          if (!press.repeat) onEnter(field)
        } else if (press.key === 'Backspace' && isEmptyField(press.target) && !press.repeat) {
          const before = fieldBefore(line.draft, field)
          if (before === null) return
          press.preventDefault()
          fields.focus(before)
        }
      }
    }
  })
}

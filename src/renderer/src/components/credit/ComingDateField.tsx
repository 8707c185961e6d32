import { Field, type FieldProps } from '#renderer/components/Field.tsx'
import { useFailureText } from '#renderer/i18n/use-text.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { readComingDate } from './coming-date.ts'

/** A day to come as it is typed (`25`, `25-12`, `+7`, `tomorrow`), with the full date below. Empty is no day. */
export function ComingDateField(
  props: FieldProps & {
    readonly today: BookDate
    /** The hint says more than the day that was understood. */
    readonly isHintKept?: boolean
  }
) {
  const { today, isHintKept = false, ...field } = props
  const failureText = useFailureText()
  const read = props.value.trim() === '' ? null : readComingDate(props.value, today)
  return (
    <Field
      {...field}
      error={props.error ?? (read !== null && !read.ok ? failureText(read.failure) : null)}
      hint={read?.ok && !isHintKept ? formatBookDate(read.value) : props.hint}
    />
  )
}

/** The day that was typed; null for none, undefined for one that cannot be read. */
export function dayTyped(text: string, today: BookDate): BookDate | null | undefined {
  if (text.trim() === '') return null
  const read = readComingDate(text, today)
  return read.ok ? read.value : undefined
}

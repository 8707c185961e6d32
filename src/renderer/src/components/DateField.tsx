import { useFailureText } from '#renderer/i18n/use-text.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { readDate } from './date-text.ts'
import { Field, type FieldProps } from './Field.tsx'

/** A day as it is typed (`21`, `21-11`, `yesterday`), with the full date below. Empty is the current day of the book; `today` is null until that is known. */
export function DateField(props: FieldProps & { readonly today: BookDate | null }) {
  const { today, ...field } = props
  const failureText = useFailureText()
  const read = props.value.trim() === '' || today === null ? null : readDate(props.value, today)
  return (
    <Field
      {...field}
      input={{ placeholder: today === null ? '' : formatBookDate(today), ...props.input }}
      error={props.error ?? (read !== null && !read.ok ? failureText(read.failure) : null)}
      hint={read?.ok ? formatBookDate(read.value) : props.hint}
    />
  )
}

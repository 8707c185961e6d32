import { call } from '#renderer/app-api.ts'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { AccountLine, EntryView } from '#shared/contract/views.ts'
import { kindWord, withWhom } from './entry-words.ts'
import { ReasonForm } from './ReasonForm.tsx'

/** Asks why, and reverses. Nothing is erased: the entry and its reversal both stay in the book. */
export function ReverseDialog(props: {
  readonly entry: AccountLine | EntryView
  readonly onClose: () => void
  readonly onReversed: (reversal: EntryView) => void
}) {
  const { entry } = props
  const t = useText()
  const undone = {
    what: [kindWord(t, entry), entry.number].filter((word) => word !== '').join(' '),
    whom: withWhom(t, entry),
    amount: formatAmount(entry.amountMinor)
  }
  return (
    <ReasonForm
      title={t('entry:reverse.title')}
      undone={undone}
      consequence={t('entry:reverse.what')}
      label={t('entry:reverse.reason')}
      hint={t('entry:reverse.hint')}
      onClose={props.onClose}
      undo={(id, reason) => call('entry.reverse', { id, entryId: entry.id, reason })}
      onDone={(answer) => props.onReversed(answer.entry)}
    />
  )
}

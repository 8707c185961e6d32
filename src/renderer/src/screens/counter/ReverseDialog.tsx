import { useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { ListBox, movedIndex } from '#renderer/components/ListBox.tsx'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { readable, useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { LineNotice } from './line-kit.ts'

const LIST_ID = 'reverse-reasons'

/** Undoes one entry by another, for a reason. The book keeps both. */
export function ReverseDialog(props: {
  readonly entry: EntryView
  readonly onClose: () => void
  readonly onDone: (notice: LineNotice) => void
}) {
  const { entry } = props
  const t = useText()
  const words = useLedgerWords()
  const failureText = useFailureText()
  const [id] = useState(() => v7())
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const reasons = [
    t('counter:reason.amount'),
    t('counter:reason.party'),
    t('counter:reason.twice'),
    t('counter:reason.cancelled')
  ]
  const chosen = reasons.indexOf(reason)
  const accept = async () => {
    const reversed = await call('entry.reverse', { id, entryId: entry.id, reason: reason.trim() })
    if (!reversed.ok) return setError(failureText(reversed.failure))
    props.onDone({
      tone: 'good',
      key: 'counter:notice.reversed',
      params: { what: words.entry(entry), amountMinor: entry.amountMinor }
    })
  }
  return (
    <Dialog title={t('counter:reverse.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="reverse-what">
        {t('counter:reverse.what', {
          ...readable({ amountMinor: entry.amountMinor }),
          kind: words.entry(entry),
          name: entry.partyName,
          number: entry.number
        })}
      </p>
      <Field
        label={t('counter:reverse.reason')}
        value={reason}
        onChange={(value) => {
          setReason(value)
          setError(null)
        }}
        error={error}
        input={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': LIST_ID,
          maxLength: 200,
          onKeyDown: (press) => {
            const moved = movedIndex(press.key, chosen, reasons.length)
            if (moved !== null) setReason(reasons[moved] ?? '')
            else if (press.key === 'Enter' && !press.nativeEvent.isComposing) void accept()
            else return
            press.preventDefault()
          }
        }}
      />
      <ListBox
        id={LIST_ID}
        label={t('counter:reverse.reasons')}
        items={reasons}
        keyOf={(text) => text}
        chosenIndex={chosen}
        onPick={setReason}
        draw={(text) => text}
      />
      <div className="dialog-buttons">
        <Button onPress={props.onClose} chord="Escape">
          {t('commands:dialog.back')}
        </Button>
        <Button onPress={() => void accept()} chord="Enter" tone="main">
          {t('commands:counter.reverse')}
        </Button>
      </div>
    </Dialog>
  )
}

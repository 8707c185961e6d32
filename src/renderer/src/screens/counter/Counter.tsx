import { useCallback, useRef, useState } from 'react'
import { ClaimDialog } from '#renderer/components/ClaimDialog.tsx'
import { PrinterStrip } from '#renderer/components/PrinterStrip.tsx'
import '#renderer/party-search/candidates.css'
import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { EntryView } from '#shared/contract/views.ts'
import './counter.css'
import './entry-line.css'
import './counter-fit.css'
import { EntryList } from './EntryList.tsx'
import { EntryPanel } from './EntryPanel.tsx'
import type { LineField } from './entry-draft.ts'
import { LineSettleDialog } from './LineSettleDialog.tsx'
import { ReverseDialog } from './ReverseDialog.tsx'
import { TotalsStrip } from './TotalsStrip.tsx'
import { TurnedScreen } from './TurnedScreen.tsx'
import { useCounterCommands } from './use-counter-commands.ts'
import { useCustomerScreen } from './use-customer-screen.ts'
import { useEntryLine } from './use-entry-line.ts'
import { useFieldFocus } from './use-field-focus.ts'
import { useTodaysEntries } from './use-todays-entries.ts'

/** The counter: what stands at the top of the day, the one line that everything is typed into, and today's entries. */
export function Counter() {
  const t = useText()
  const { ledger, summary } = useShop()
  const fields = useFieldFocus()
  const line = useEntryLine({ shopId: ledger?.shopId ?? '', today: summary?.bookOn ?? null, focus: fields.focus })
  const list = useTodaysEntries()
  const grid = useRef<HTMLDivElement>(null)
  const [reversedId, setReversedId] = useState<string | null>(null)
  const { focus } = fields
  const toLine = useCallback(() => focus('party'), [focus])
  const customer = useCustomerScreen(line, fields)
  const [isSettling, setSettling] = useState(false)
  const onSettles = () => setSettling(true)
  const [claimed, setClaimed] = useState<EntryView | null>(null)
  useCounterCommands({
    line,
    list,
    fields,
    grid,
    onReverse: setReversedId,
    onUpiPaid: setClaimed,
    onShowQr: customer.turn,
    onSettles
  })
  const reversed = list.entries.find((entry) => entry.id === reversedId)
  const enterField = (field: LineField) => line.enter(field)
  return (
    <div className="counter">
      <h1 className="read-aloud-only">{t('commands:app.counter')}</h1>
      <TotalsStrip />
      <EntryPanel line={line} fields={fields} today={summary?.bookOn ?? null} onEnter={enterField} />
      <EntryList list={list} grid={grid} notice={line.notice} onType={toLine} />
      {customer.turned === null ? null : <TurnedScreen view={customer.turned} onClose={customer.turnBack} />}
      <PrinterStrip />
      {isSettling ? <LineSettleDialog line={line} onClose={() => setSettling(false)} /> : null}
      {claimed === null ? null : (
        <ClaimDialog
          payment={{ ...claimed, entryId: claimed.id, amountMinor: claimed.upiMinor }}
          onClose={() => setClaimed(null)}
          onSaid={() => {
            setClaimed(null)
            line.say({ tone: 'good', key: 'counter:notice.upiClaimed', params: { upiMinor: claimed.upiMinor } })
          }}
        />
      )}
      {reversed === undefined ? null : (
        <ReverseDialog
          entry={reversed}
          onClose={() => setReversedId(null)}
          onDone={(notice) => {
            setReversedId(null)
            line.say(notice)
          }}
        />
      )}
    </div>
  )
}

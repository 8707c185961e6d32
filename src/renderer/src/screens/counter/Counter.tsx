import { useCallback, useRef, useState } from 'react'
import { PrinterStrip } from '#renderer/components/PrinterStrip.tsx'
import '#renderer/party-search/candidates.css'
import { useShop } from '#renderer/shop/shop-context.tsx'
import './counter.css'
import './entry-line.css'
import './counter-fit.css'
import { EntryList } from './EntryList.tsx'
import { EntryPanel } from './EntryPanel.tsx'
import type { LineField } from './entry-draft.ts'
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
  const { ledger, summary } = useShop()
  const fields = useFieldFocus()
  const line = useEntryLine({ shopId: ledger?.shopId ?? '', today: summary?.bookOn ?? null, focus: fields.focus })
  const list = useTodaysEntries()
  const grid = useRef<HTMLDivElement>(null)
  const [reversedId, setReversedId] = useState<string | null>(null)
  const { focus } = fields
  const toLine = useCallback(() => focus('party'), [focus])
  const customer = useCustomerScreen(line, fields)
  useCounterCommands({ line, list, fields, grid, onReverse: setReversedId, onShowQr: customer.turn })
  const reversed = list.entries.find((entry) => entry.id === reversedId)
  const enterField = (field: LineField) => line.enter(field)
  return (
    <div className="counter">
      <TotalsStrip />
      <EntryPanel line={line} fields={fields} today={summary?.bookOn ?? null} onEnter={enterField} />
      <EntryList list={list} grid={grid} notice={line.notice} onType={toLine} />
      {customer.turned === null ? null : <TurnedScreen view={customer.turned} onClose={customer.turnBack} />}
      <PrinterStrip />
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

import { type KeyboardEvent, useId, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { PrinterDot, usePrinterViews } from '#renderer/components/PrinterStates.tsx'
import { troubleOf } from '#renderer/components/printer-state.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { PrinterView } from '#shared/contract/views.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { FindPrinter, reachedText } from './FindPrinter.tsx'
import { PrinterDialog } from './PrinterDialog.tsx'
import { paperText } from './PrinterFields.tsx'
import { type DraftReach, placeOf, wayOf } from './printer-draft.ts'
import { TestPageDialog } from './TestPageDialog.tsx'

type Open =
  | { readonly dialog: 'find' }
  | { readonly dialog: 'printer'; readonly printer: PrinterSettings | DraftReach }
  | { readonly dialog: 'test'; readonly printer: PrinterSettings }

/** The shop's printers with their conditions: arrow keys choose one, Enter changes it, Alt+T tests it. */
export function Printers(props: { readonly settings: Settings; readonly onSaid: (word: Word) => void }) {
  const { settings } = props
  const t = useText()
  const failureText = useFailureText()
  const id = useId()
  const views = usePrinterViews()
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState<Open | null>(null)
  const { printers } = settings
  const index = Math.min(at, printers.length - 1)
  const chosen = printers[index]
  const printTestPage = async () => {
    if (chosen === undefined) return
    const answer = await call('print.testPage', { id: crypto.randomUUID(), printerId: chosen.id })
    if (!answer.ok) return props.onSaid({ tone: 'bad', text: failureText(answer.failure) })
    props.onSaid({ tone: 'good', text: t('printers:test.sent', { printer: chosen.name }) })
    if (chosen.paper === 'roll' && chosen.transport.type !== 'virtual') setOpen({ dialog: 'test', printer: chosen })
  }
  useCommand('settings.addPrinter', () => setOpen({ dialog: 'find' }))
  useCommand('settings.testPage', () => void printTestPage(), chosen !== undefined)
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.key === 'ArrowDown') setAt(Math.min(index + 1, printers.length - 1))
    else if (press.key === 'ArrowUp') setAt(Math.max(index - 1, 0))
    else if (press.key === 'Enter' && chosen !== undefined && !press.repeat)
      setOpen({ dialog: 'printer', printer: chosen })
    else return
    press.preventDefault()
  }
  const closeAdded = (printer: PrinterSettings | DraftReach) => {
    // The one that was just added is the one that is tried next.
    if (!('id' in printer)) setAt(printers.length)
    setOpen(null)
  }
  return (
    <>
      <div
        role="listbox"
        tabIndex={0}
        data-walk="yes"
        className="list-box printers"
        aria-label={t('printers:list.label')}
        aria-activedescendant={`${id}-${index}`}
        onKeyDown={heard}
      >
        {printers.map((printer, place) => (
          <PrinterLine
            key={printer.id}
            id={`${id}-${place}`}
            printer={printer}
            settings={settings}
            view={views.find((one) => one.printerId === printer.id)}
            isChosen={place === index}
            onPick={() => setAt(place)}
          />
        ))}
      </div>
      <p className="field-below">{t('printers:list.hint')}</p>
      <div className="book-keys">
        <CommandButton command="settings.addPrinter" />
        <CommandButton command="settings.testPage" />
      </div>
      {open?.dialog === 'find' ? (
        <FindPrinter
          title={t('printers:find.title')}
          onClose={() => setOpen(null)}
          onChosen={(reach) => setOpen({ dialog: 'printer', printer: reach })}
        />
      ) : null}
      {open?.dialog === 'printer' ? (
        <PrinterDialog
          printer={open.printer}
          settings={settings}
          onClose={() => closeAdded(open.printer)}
          onSaid={props.onSaid}
        />
      ) : null}
      {open?.dialog === 'test' ? (
        <TestPageDialog
          printer={open.printer}
          settings={settings}
          onClose={() => setOpen(null)}
          onSaid={props.onSaid}
        />
      ) : null}
    </>
  )
}

function PrinterLine(props: {
  readonly id: string
  readonly printer: PrinterSettings
  readonly settings: Settings
  readonly view: PrinterView | undefined
  readonly isChosen: boolean
  readonly onPick: () => void
}) {
  const { printer, settings, view } = props
  const t = useText()
  const { transport } = printer
  const trouble = troubleOf(view)
  const reached = reachedText(t, wayOf(transport), placeOf(transport))
  const roles = [
    ...(settings.receiptPrinter === printer.id ? [t('printers:role.receipts')] : []),
    ...(settings.closingPrinter === printer.id ? [t('printers:role.closing')] : []),
    ...(settings.billPrinter === printer.id ? [t('printers:role.bills')] : [])
  ]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list box around it hears the keys.
    <div
      id={props.id}
      role="option"
      aria-selected={props.isChosen}
      className={`list-item printer-line ${props.isChosen ? 'is-selected' : ''}`}
      onClick={props.onPick}
    >
      <span className="printer-name">
        {t('printers:list.line', { name: printer.name, reached, paper: paperText(t, printer) })}
        {roles.map((role) => (
          <span key={role} className="printer-mark">
            {role}
          </span>
        ))}
      </span>
      {transport.type === 'virtual' ? null : (
        <span className="printer-condition">
          <PrinterDot view={view} />
          {trouble === null ? null : <span>{t(`printers:todo.${trouble}`)}</span>}
        </span>
      )}
    </div>
  )
}

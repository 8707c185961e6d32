import { type KeyboardEvent, useId, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { PrinterDialog } from './PrinterDialog.tsx'
import { addressText } from './printer-draft.ts'
import type { SaveSetting } from './use-save-setting.ts'

/** The shop's printers: arrow keys choose one, Enter changes it. One of them gets the receipts. */
export function Printers(props: {
  readonly settings: Settings
  readonly save: SaveSetting
  readonly onSaid: (word: Word) => void
}) {
  const { settings, save } = props
  const t = useText()
  const failureText = useFailureText()
  const id = useId()
  const [at, setAt] = useState(0)
  const [dialog, setDialog] = useState<{ readonly printer: PrinterSettings | null } | null>(null)
  const { printers } = settings
  const index = Math.min(at, printers.length - 1)
  const chosen = printers[index]
  const printTestPage = async () => {
    if (chosen === undefined) return
    const answer = await call('print.testPage', { id: crypto.randomUUID(), printerId: chosen.id })
    props.onSaid(
      answer.ok
        ? { tone: 'good', text: t('settings:printers.testSent', { printer: chosen.name }) }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  const store = (next: readonly PrinterSettings[], receiptPrinter: string) => {
    // The one that was just added is the one that is tried next.
    if (next.length > printers.length) setAt(next.length - 1)
    return save({ printers: [...next], receiptPrinter }, t('settings:section.printers'))
  }
  useCommand('settings.addPrinter', () => setDialog({ printer: null }))
  useCommand('settings.testPage', () => void printTestPage(), chosen !== undefined)
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.key === 'ArrowDown') setAt(Math.min(index + 1, printers.length - 1))
    else if (press.key === 'ArrowUp') setAt(Math.max(index - 1, 0))
    else if (press.key === 'Enter' && chosen !== undefined && !press.repeat) setDialog({ printer: chosen })
    else return
    press.preventDefault()
  }
  return (
    <>
      <div
        role="listbox"
        tabIndex={0}
        data-walk="yes"
        className="list-box printers"
        aria-label={t('settings:printers.label')}
        aria-activedescendant={`${id}-${index}`}
        onKeyDown={heard}
      >
        {printers.map((printer, place) => (
          <PrinterLine
            key={printer.id}
            id={`${id}-${place}`}
            printer={printer}
            isChosen={place === index}
            isForReceipts={printer.id === settings.receiptPrinter}
            onPick={() => setAt(place)}
          />
        ))}
      </div>
      <p className="field-below">{t('settings:printers.hint')}</p>
      <div className="book-keys">
        <CommandButton command="settings.addPrinter" />
        <CommandButton command="settings.testPage" />
      </div>
      {dialog === null ? null : (
        <PrinterDialog
          printer={dialog.printer}
          settings={settings}
          store={store}
          onClose={() => setDialog(null)}
          onSaid={props.onSaid}
        />
      )}
    </>
  )
}

function PrinterLine(props: {
  readonly id: string
  readonly printer: PrinterSettings
  readonly isChosen: boolean
  readonly isForReceipts: boolean
  readonly onPick: () => void
}) {
  const { printer } = props
  const t = useText()
  const { transport } = printer
  const reached = () => {
    if (transport.type === 'virtual') return t('settings:printers.virtual')
    if (transport.type === 'file') return t('settings:printers.file', { path: transport.path })
    if (transport.type === 'network')
      return t('settings:printers.network', { address: addressText(transport.host, transport.port) })
    return 'queue' in transport ? transport.queue : transport.path
  }
  const paper = () => {
    if (printer.widthDots === 384) return t('settings:printers.paper58')
    return printer.widthDots === 576
      ? t('settings:printers.paper80')
      : t('settings:printers.paperOther', { dots: printer.widthDots })
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list box around it hears the keys.
    <div
      id={props.id}
      role="option"
      aria-selected={props.isChosen}
      className={`list-item ${props.isChosen ? 'is-selected' : ''}`}
      onClick={props.onPick}
    >
      {t('settings:printers.line', { name: printer.name, reached: reached(), paper: paper() })}
      {props.isForReceipts ? <span className="printer-mark">{t('settings:printers.receipts')}</span> : null}
    </div>
  )
}

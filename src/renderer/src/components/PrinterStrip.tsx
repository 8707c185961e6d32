import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import { CommandButton } from './Button.tsx'
import './printer-strip.css'
import { conditionText, isStopped, troubleOf } from './printer-state.ts'

/**
 * What is wrong with the printer of the receipts, and what to do about it; nothing while all is well. It stands at the
 * foot, takes no focus and moves no field; a screen reader says it when it comes.
 */
export function PrinterStrip() {
  const t = useText()
  const { settings } = useShop()
  const printers = useLive('print.printers', {}, ['printer.changed', 'print.changed', 'ledger.changed'])
  const printer = settings?.printers.find((one) => one.id === settings.receiptPrinter) ?? settings?.printers[0]
  const view = printers.value?.find((one) => one.printerId === printer?.id)
  const trouble = troubleOf(view)
  return (
    <div role="status" className="printer-strip-place">
      {trouble === null || printer === undefined || view === undefined ? null : (
        <p className={`printer-strip ${isStopped(trouble) ? 'is-stopped' : ''}`}>
          <strong>{t('printers:strip', { printer: printer.name, what: conditionText(t, trouble) })}</strong>{' '}
          <span>{t(`printers:todo.${trouble}`)}</span>{' '}
          {view.waitingPapers > 0 ? <span>{t('printers:waiting', { count: view.waitingPapers })}</span> : null}
          <CommandButton command="app.printQueue" tone="quiet" />
        </p>
      )}
    </div>
  )
}

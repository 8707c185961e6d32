import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { PrinterView } from '#shared/contract/views.ts'
import { conditionText, pressing, printerTone, troubleOf } from './printer-state.ts'
import './printer-strip.css'
import { StatusDot } from './StatusDot.tsx'

/** What is known of each printer now, read again whenever something about one of them changes. */
export function usePrinterViews(): readonly PrinterView[] {
  return useLive('print.printers', {}, ['printer.changed', 'print.changed', 'ledger.changed']).value ?? []
}

/** The condition of a printer in a word. */
export function PrinterDot({ view }: { readonly view: PrinterView | undefined }) {
  const t = useText()
  const condition = pressing(view)
  return <StatusDot tone={printerTone(condition)} label={conditionText(t, condition)} />
}

/** Every printer with its condition, and what to do where something is wrong. */
export function PrinterStates({ label }: { readonly label: string }) {
  const t = useText()
  const { settings } = useShop()
  const views = usePrinterViews()
  return (
    <ul className="printer-states" aria-label={label}>
      {settings?.printers.map((printer) => {
        const view = views.find((one) => one.printerId === printer.id)
        const trouble = troubleOf(view)
        return (
          <li key={printer.id} className="printer-state">
            <strong>{printer.name}</strong>
            <PrinterDot view={view} />
            {view?.canConfirm ? <span className="printer-proof">{t('printers:confirms')}</span> : null}
            {trouble === null ? null : <span className="printer-todo">{t(`printers:todo.${trouble}`)}</span>}
            {view !== undefined && view.waitingPapers > 0 ? (
              <span>{t('printers:waiting', { count: view.waitingPapers })}</span>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import { DrawerFigures, FourTotals } from './DayFiguresTable.tsx'

/** An X: a look at the day so far, asked for by its own key. */
export function DayReport(props: { readonly onClose: () => void; readonly onPrint: () => Promise<void> }) {
  const t = useText()
  const failureText = useFailureText()
  const read = useLive('closing.figures', {})
  return (
    <Dialog title={t('closing:figures.xTitle')} onClose={props.onClose} className="day-report">
      <PrintKey onPrint={props.onPrint} />
      {read.failure === null ? <p className="dialog-text">{t('closing:figures.xNote')}</p> : null}
      {read.value === null ? null : <ReportBody figures={read.value} />}
      {read.failure === null ? null : <Notice tone="bad">{failureText(read.failure)}</Notice>}
    </Dialog>
  )
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function PrintKey({ onPrint }: { readonly onPrint: () => Promise<void> }) {
  useCommand('closing.print', () => void onPrint())
  return null
}

export function ReportBody({ figures }: { readonly figures: DayFigures }) {
  const t = useText()
  return (
    <ScrollRegion className="report-body" label={t('closing:figures.cashTitle')} isFirstFocus>
      <DrawerFigures figures={figures} />
      <FourTotals figures={figures} />
      <p className="report-line">
        <span>{t('closing:figures.sales')}</span> <span className="number">{formatAmount(figures.salesMinor)}</span>
        <span>{t('closing:figures.returns')}</span> <span className="number">{formatAmount(figures.returnsMinor)}</span>
      </p>
      {figures.firstNumber === '' ? null : (
        <p>{t('closing:figures.bills', { first: figures.firstNumber, last: figures.lastNumber })}</p>
      )}
      {figures.warningCount === 0 ? null : <p>{t('closing:figures.warnings', { count: figures.warningCount })}</p>}
      <div className="report-keys">
        <CommandButton command="closing.print" />
      </div>
    </ScrollRegion>
  )
}

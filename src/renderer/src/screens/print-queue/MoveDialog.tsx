import { useState } from 'react'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { PickList } from '#renderer/components/PickList.tsx'
import { PrinterDot, usePrinterViews } from '#renderer/components/PrinterStates.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { PrintJobView } from '#shared/contract/views.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { jobName } from './job-words.ts'

/** Where else a paper can come out: the other printers with their conditions. Enter takes one. */
export function MoveDialog(props: {
  readonly job: PrintJobView
  readonly onClose: () => void
  readonly onChosen: (printer: PrinterSettings) => void
}) {
  const { job } = props
  const t = useText()
  const { settings } = useShop()
  const views = usePrinterViews()
  const [index, setIndex] = useState(0)
  const printers = settings?.printers.filter((printer) => printer.id !== job.printerId) ?? []
  return (
    <Dialog title={t('print-queue:move.title', { what: jobName(t, job) })} onClose={props.onClose}>
      {job.state === 'sent-unconfirmed' ? <p>{t('print-queue:move.asDuplicate')}</p> : null}
      <PickList
        label={t('print-queue:printers')}
        items={printers}
        keyOf={(printer) => printer.id}
        draw={(printer) => (
          <span className="printer-state">
            <strong>{printer.name}</strong>
            <PrinterDot view={views.find((one) => one.printerId === printer.id)} />
          </span>
        )}
        index={index}
        onMove={setIndex}
        onTake={props.onChosen}
      />
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
      </div>
    </Dialog>
  )
}

import { type ReactNode, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { clockText } from '#renderer/components/clock-text.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import type { Output } from '#shared/contract/contract.ts'
import { DrawerFigures, FourTotals } from './DayFiguresTable.tsx'

/** An X: a look at the day so far, or by F6 at the shift that is open; asked for by its own key. */
export function DayReport(props: {
  readonly onClose: () => void
  /** The shift that is open; null where nobody took the drawer over. */
  readonly shift: Output<'shift.state'>['current']
  readonly onPrint: (ofShift: boolean) => Promise<void>
}) {
  const t = useText()
  const failureText = useFailureText()
  const { shift } = props
  const [wantsShift, setWantsShift] = useState(false)
  const ofShift = wantsShift && shift !== null
  const read = useLive('closing.figures', { ofShift })
  const title = ofShift
    ? t('closing:figures.xOfShift', { person: shift.personName, time: clockText(shift.openedAt) })
    : t('closing:figures.xTitle')
  return (
    <Dialog title={title} onClose={props.onClose} className="day-report">
      <ReportKeys
        onPrint={() => void props.onPrint(ofShift)}
        onTurn={() => setWantsShift(!wantsShift)}
        canTurn={shift !== null}
      />
      {read.failure === null ? <p className="dialog-text">{t('closing:figures.xNote')}</p> : null}
      {read.value === null ? null : (
        <ReportBody
          key={String(ofShift)}
          figures={read.value}
          beside={shift === null ? null : <TurnButton ofShift={ofShift} />}
        />
      )}
      {read.failure === null ? null : <Notice tone="bad">{failureText(read.failure)}</Notice>}
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function ReportKeys(props: { readonly onPrint: () => void; readonly onTurn: () => void; readonly canTurn: boolean }) {
  useCommand('closing.print', props.onPrint)
  useCommand('closing.xOfShift', props.onTurn, props.canTurn)
  return null
}

function TurnButton({ ofShift }: { readonly ofShift: boolean }) {
  const t = useText()
  return (
    <>
      <CommandButton command="closing.xOfShift" />
      <span>{t(ofShift ? 'closing:figures.ofShift' : 'closing:figures.ofDay')}</span>
    </>
  )
}

export function ReportBody({ figures, beside = null }: { readonly figures: DayFigures; readonly beside?: ReactNode }) {
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
        {beside}
      </div>
    </ScrollRegion>
  )
}

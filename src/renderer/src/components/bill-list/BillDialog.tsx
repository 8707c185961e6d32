import { type ReactNode, useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import './bill-dialog.css'
import { BillLines } from './BillLines.tsx'
import { stateKey } from './BillPicker.tsx'
import { BillSums } from './BillSums.tsx'

/** One paper as it was made: its lines, its tax, and what came of it. `keys` holds the buttons and commands of whoever shows it. */
export function BillDialog(props: {
  readonly billId: string
  readonly onClose: () => void
  readonly keys: (view: BillView) => ReactNode
}) {
  const t = useText()
  const { view, failure } = useBillView(props.billId)
  const failureText = useFailureText()
  const title = view === null ? t('bill:look.title') : `${t(`bill:kind.${view.row.kind}`)} ${view.row.number}`
  return (
    <Dialog title={title} onClose={props.onClose} className="bill-dialog">
      {view === null ? null : <BillBody view={view} keys={props.keys(view)} />}
      {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
    </Dialog>
  )
}

function BillBody({ view, keys }: { readonly view: BillView; readonly keys: ReactNode }) {
  const t = useText()
  const { row, bill } = view
  const party = bill.party
  const place = [party?.address || party?.place, party?.gstin].filter((word) => word !== undefined && word !== '')
  return (
    <>
      <p className="bill-dialog-who">
        <strong>{row.partyName || t('bill:list.noParty')}</strong>
        <span className="second">{place.join(' · ')}</span>
        <span>{formatBookDate(row.bookOn)}</span>
        <span>{t(stateKey(row))}</span>
        {bill.deliveryAddress === '' ? null : (
          <span>{t('bill:look.delivered', { address: bill.deliveryAddress })}</span>
        )}
        {bill.theirNumber === '' ? null : <span>{t('bill:look.theirs', { number: bill.theirNumber })}</span>}
      </p>
      <ScrollRegion className="bill-dialog-lines" label={t('bill:look.lines')} isFirstFocus>
        <BillLines view={view} />
      </ScrollRegion>
      <BillSums bill={bill} />
      <div className="entry-keys">{keys}</div>
    </>
  )
}

/** Reads a paper, and again when something was recorded. */
function useBillView(billId: string): { readonly view: BillView | null; readonly failure: Failure | null } {
  const [read, setRead] = useState<{ view: BillView | null; failure: Failure | null }>({ view: null, failure: null })
  useEffect(() => {
    let isWanted = true
    void call('bill.get', { billId }).then((answer) => {
      if (!isWanted) return
      setRead(answer.ok ? { view: answer.value, failure: null } : { view: null, failure: answer.failure })
    })
    return () => {
      isWanted = false
    }
  }, [billId])
  return { view: read.view?.row.id === billId ? read.view : null, failure: read.failure }
}

import { useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { BillDialog } from '#renderer/components/bill-list/BillDialog.tsx'
import { BillKeys, useSheetPrinter } from '#renderer/components/bill-list/BillKeys.tsx'
import { BillPicker } from '#renderer/components/bill-list/BillPicker.tsx'
import { deedsOf, returnKindOf } from '#renderer/components/bill-list/bill-deeds.ts'
import { CancelBillDialog } from '#renderer/components/bill-list/CancelBillDialog.tsx'
import { useBillRows } from '#renderer/components/bill-list/use-bill-rows.ts'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { PayLinkDialog } from '#renderer/components/pay-link/PayLinkDialog.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import type { BillRow } from '#shared/contract/goods-views.ts'
import { BILL_KINDS, type BillKind } from '#shared/sales/bill-request.ts'

type KindFilter = BillKind | 'all'
const FILTERS: readonly KindFilter[] = ['all', ...BILL_KINDS]

/** Old bills and other papers of goods: found, looked at, printed, returned, billed, called off. */
export function Bills() {
  const t = useText()
  const failureText = useFailureText()
  const { open } = useNavigation()
  const [kind, setKind] = useState<KindFilter>('all')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const [overlay, setOverlay] = useState<{
    readonly name: 'look' | 'cancel' | 'pay-link'
    readonly row: BillRow
  } | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const list = useBillRows({ partyId: null, kinds: kind === 'all' ? null : [kind], text, isOpen })
  const chosen = list.rows?.[Math.min(index, list.rows.length - 1)] ?? null
  const deeds = deedsOf(chosen)
  const close = () => setOverlay(null)
  const begin = (row: BillRow, newKind: BillKind, how: 'return' | 'bill' | 'copy') => {
    close()
    open('bill', { begin: { wish: v7(), kind: newKind, fromBillId: row.id, how } })
  }
  const print = async (row: BillRow, printerId: string | null = null) => {
    const printed = await call('print.bill', { id: v7(), billId: row.id, printerId })
    if (printed.ok) setWord({ tone: 'good', text: t('bill:notice.printing', { number: row.number }) })
    else setWord({ tone: 'bad', text: failureText(printed.failure) })
  }
  useCommand('bills.open', () => chosen && setOverlay({ name: 'look', row: chosen }), chosen !== null)
  useCommand('bills.kind', () => setKind(FILTERS[(FILTERS.indexOf(kind) + 1) % FILTERS.length] ?? 'all'))
  useCommand('bills.openOnly', () => setOpen(!isOpen))
  useCommand('bills.print', () => chosen && void print(chosen), chosen !== null)
  const sheets = useSheetPrinter()
  useCommand('bills.printSheet', () => chosen && void print(chosen, sheets), chosen !== null && sheets !== null)
  useCommand('bills.giveBack', () => chosen && begin(chosen, returnKindOf(chosen), 'return'), deeds.canReturn)
  useCommand('bills.makeBill', () => chosen && begin(chosen, 'sale', 'bill'), deeds.canBill)
  useCommand('bills.copy', () => chosen && begin(chosen, chosen.kind, 'copy'), chosen !== null)
  useCommand('bills.cancel', () => chosen && setOverlay({ name: 'cancel', row: chosen }), deeds.canCancel)
  useCommand('bills.payLink', () => chosen && setOverlay({ name: 'pay-link', row: chosen }), deeds.canAsk)
  useCommand('bills.clear', () => setText(''), text !== '')
  return (
    <Page
      title={t('bill:list.title')}
      about={t('bill:list.about')}
      word={list.failure === null ? word : { tone: 'bad', text: failureText(list.failure) }}
    >
      <BillPicker
        label={t('bill:list.title')}
        rows={list.rows}
        text={text}
        onText={(next) => {
          setText(next)
          setIndex(0)
        }}
        index={index}
        onMove={setIndex}
        onOpen={(row) => setOverlay({ name: 'look', row })}
        onEndReached={list.readMore}
        isSearching={list.isSearching}
        beside={
          <>
            <FilterChip
              label={t('bill:list.kind')}
              value={kind === 'all' ? t('bill:list.all') : t(`bill:kind.${kind}`)}
              keyCap={<CommandKey command="bills.kind" />}
            />
            <FilterChip
              label={t('bill:list.state')}
              value={isOpen ? t('bill:list.openOnly') : t('bill:list.all')}
              keyCap={<CommandKey command="bills.openOnly" />}
            />
          </>
        }
      />
      {overlay?.name === 'look' ? (
        <BillDialog
          billId={overlay.row.id}
          onClose={close}
          keys={(view) => (
            <BillKeys
              row={view.row}
              commands={{
                print: 'bills.print',
                printSheet: 'bills.printSheet',
                giveBack: 'bills.giveBack',
                makeBill: 'bills.makeBill',
                copy: 'bills.copy',
                cancel: 'bills.cancel',
                payLink: 'bills.payLink'
              }}
              onPrint={(printerId) => void print(view.row, printerId)}
              onBegin={(newKind, how) => begin(view.row, newKind, how)}
              onCancel={() => setOverlay({ name: 'cancel', row: view.row })}
              onPayLink={() => setOverlay({ name: 'pay-link', row: view.row })}
            />
          )}
        />
      ) : null}
      {overlay?.name === 'pay-link' ? (
        <PayLinkDialog of={{ type: 'bill', entryId: overlay.row.id }} onClose={close} />
      ) : null}
      {overlay?.name === 'cancel' ? (
        <CancelBillDialog
          row={overlay.row}
          onClose={close}
          onDone={() => {
            close()
            setWord({ tone: 'good', text: t('bill:cancel.done', { number: overlay.row.number }) })
          }}
        />
      ) : null}
    </Page>
  )
}

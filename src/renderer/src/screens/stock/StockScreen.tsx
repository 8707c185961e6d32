import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { BillDialog } from '#renderer/components/bill-list/BillDialog.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { ItemDialog } from '#renderer/components/ItemDialog.tsx'
import { LabelDialog } from '#renderer/components/LabelDialog.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { StockDialog } from '#renderer/components/StockDialog.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { ItemView, StockMoveView } from '#shared/contract/goods-views.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import { BatchDialog } from './BatchDialog.tsx'
import { PriceDialog } from './PriceDialog.tsx'
import { StockFigures } from './StockFigures.tsx'
import { useMoveColumns } from './use-move-columns.tsx'
import { useStockLedger, type Valuation } from './use-stock-ledger.ts'
import './stock.css'

type Overlay = 'change' | 'adjust' | 'label' | 'batches' | 'prices' | { readonly billId: string }

/** One item's ledger: what is on hand large, every move with what was on hand after it, the newest at the top. */
export function StockScreen({ itemId }: { readonly itemId: string }) {
  const t = useText()
  const failureText = useFailureText()
  const [valuation, setValuation] = useState<Valuation>('average')
  const { pages, failure, readOlder } = useStockLedger(itemId, valuation)
  const [chosenNo, setChosenNo] = useState<number | null>(null)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const item = pages?.item ?? null
  const moves = pages?.moves ?? []
  const found = moves.findIndex((move) => move.moveNo === chosenNo)
  const index = moves.length === 0 ? -1 : Math.max(found, 0)
  const chosen = moves[index] ?? null
  const columns = useMoveColumns(item)
  const table = useRef<HTMLDivElement>(null)
  useEffect(() => table.current?.focus(), [])
  const say = (text: string) => {
    setOverlay(null)
    setWord({ tone: 'good', text })
  }
  const billId = chosen?.billId ?? null
  const openChosen = () => billId !== null && setOverlay({ billId })
  const print = async (printed: string) => {
    const sent = await call('print.bill', { id: v7(), billId: printed })
    if (sent.ok) say(t('stock:billPrinted'))
    else setWord({ tone: 'bad', text: failureText(sent.failure) })
  }
  useCommand('stock.open', openChosen, billId !== null)
  useCommand('stock.change', () => setOverlay('change'), item !== null)
  useCommand('stock.adjust', () => setOverlay('adjust'), item?.keepsStock === true && !item.isArchived)
  useCommand(
    'stock.valuation',
    () => setValuation((now) => (now === 'average' ? 'fifo' : 'average')),
    pages?.valueMinor != null
  )
  useCommand('stock.batches', () => setOverlay('batches'), item?.hasBatch === true)
  useCommand('stock.prices', () => setOverlay('prices'), item !== null)
  useCommand('stock.print', () => setOverlay('label'), item !== null)
  const close = () => setOverlay(null)
  return (
    <Page
      title={item?.name ?? t('stock:title')}
      about={<About item={item} />}
      word={failure === null ? word : { tone: 'bad', text: failureText(failure) }}
    >
      {item === null ? null : <StockFigures item={item} valueMinor={pages?.valueMinor ?? null} valuation={valuation} />}
      <div className="stock-moves">
        <DataTable<StockMoveView>
          ref={table}
          label={t('stock:ofItem', { name: item?.name ?? '' })}
          columns={columns}
          rows={moves}
          keyOf={(move) => String(move.moveNo)}
          selectedIndex={index}
          onSelect={(at) => setChosenNo(moves[at]?.moveNo ?? null)}
          onOpen={openChosen}
          onEndReached={readOlder}
          rowClass={(move) => (move.isUndone ? 'is-reversed' : '')}
          empty={pages === null ? null : <EmptyState title={t('stock:empty')}>{t('stock:emptyHint')}</EmptyState>}
        />
      </div>
      <p className="stock-extent" aria-live="polite">
        {pages === null
          ? ''
          : pages.hasMore
            ? t('stock:movesMore', counted(moves.length))
            : t('stock:moves', counted(moves.length))}
      </p>
      {item === null ? null : (
        <Overlays
          item={item}
          overlay={overlay}
          onClose={close}
          onSaid={say}
          onPrint={(printed) => void print(printed)}
        />
      )}
    </Page>
  )
}

function Overlays(props: {
  readonly item: ItemView
  readonly overlay: Overlay | null
  readonly onClose: () => void
  readonly onSaid: (text: string) => void
  readonly onPrint: (billId: string) => void
}) {
  const { item, overlay, onClose, onSaid } = props
  const t = useText()
  if (overlay === null) return null
  if (typeof overlay === 'object') {
    return (
      <BillDialog
        billId={overlay.billId}
        onClose={onClose}
        keys={() => <LookKeys onPrint={() => props.onPrint(overlay.billId)} />}
      />
    )
  }
  switch (overlay) {
    case 'change':
      return (
        <ItemDialog item={item} onClose={onClose} onSaved={(saved) => onSaid(t('items:saved', { name: saved.name }))} />
      )
    case 'adjust':
      return <StockDialog item={item} onClose={onClose} onSaved={(_, text) => onSaid(text)} />
    case 'label':
      return <LabelDialog item={item} onClose={onClose} onSent={onSaid} />
    case 'batches':
      return <BatchDialog item={item} onClose={onClose} />
    case 'prices':
      return <PriceDialog item={item} onClose={onClose} onSaved={onSaid} />
  }
}

/** Its bill is only looked at here; what is done with bills is done in their own list. */
function LookKeys({ onPrint }: { readonly onPrint: () => void }) {
  useCommand('dialog.print', onPrint)
  return (
    <>
      <CommandButton command="dialog.print" />
      <CommandButton command="dialog.back" />
    </>
  )
}

/** What an item is known by beside its name: its code, its group, how its units go together. */
function About({ item }: { readonly item: ItemView | null }) {
  const words = useUnitWords()
  if (item === null) return null
  const units = item.units.map(
    ({ unit, name, size }) => `1 ${words.short(unit, name)} = ${formatQuantity(size)} ${words.short(item.baseUnit)}`
  )
  return [item.alias, item.code, item.group, ...units].filter((word) => word !== '').join(' · ')
}

import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useQuantityWords } from '#renderer/i18n/quantity-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ItemView, StockMoveView } from '#shared/contract/goods-views.ts'
import { STOCK_REASONS } from '#shared/contract/item-endpoints.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { value: 62, number: 50, batch: 74 }

export function useMoveColumns(item: ItemView | null): readonly Column<StockMoveView>[] {
  const t = useText()
  const words = useQuantityWords()
  const columns = useMemo((): readonly Column<StockMoveView>[] => {
    if (item === null) return []
    const batch: readonly Column<StockMoveView>[] = item.hasBatch
      ? [
          {
            id: 'batch',
            header: t('stock:column.batch'),
            width: '9rem',
            draw: (move) => (
              <>
                {move.batch}
                {move.expiresOn === null ? null : <span className="second"> {formatBookDate(move.expiresOn)}</span>}
              </>
            )
          }
        ]
      : []
    return [
      { id: 'day', header: t('stock:column.day'), width: '7rem', draw: (move) => formatBookDate(move.bookOn) },
      { id: 'number', header: t('stock:column.number'), width: '9rem', draw: billNumber },
      {
        id: 'what',
        header: t('stock:column.what'),
        width: 'minmax(9rem, 1fr)',
        draw: (move) => <What move={move} />
      },
      ...batch,
      {
        id: 'moved',
        header: t('stock:column.moved'),
        width: 'minmax(8rem, 0.6fr)',
        align: 'right',
        draw: (move) => (
          <span className={`number is-strong ${move.quantity < 0 ? 'is-give' : 'is-get'}`}>
            {words.moved(move.quantity, item)}
          </span>
        )
      },
      {
        id: 'value',
        header: t('stock:column.value'),
        width: '8.5rem',
        align: 'right',
        draw: (move) => (move.valueMinor === null ? '' : <MoneyText amount={move.valueMinor} />)
      },
      {
        id: 'after',
        header: t('stock:column.after'),
        width: 'minmax(8rem, 0.7fr)',
        align: 'right',
        draw: (move) => (
          <span className={`number ${move.onHandAfter < 0 ? 'is-give' : ''}`}>
            {words.onHand(move.onHandAfter, item)}
          </span>
        )
      }
    ]
  }, [t, words, item])
  return useFittingColumns(columns, WIDTH_FOR)
}

/** An adjustment has a reason in the place of a number: it stands with what it was. */
const billNumber = (move: StockMoveView): string => (move.cause === 'adjustment' ? '' : move.number)

function What({ move }: { readonly move: StockMoveView }) {
  const t = useText()
  const reason = STOCK_REASONS.find((one) => one === move.number)
  const cause =
    move.cause === 'adjustment' && reason !== undefined ? t(`stock:reason.${reason}`) : t(`stock:cause.${move.cause}`)
  const beside = [move.partyName, move.note].filter((word) => word !== '').join(' · ')
  return (
    <>
      {cause}
      {beside === '' ? null : <span className="second"> {beside}</span>}
      {move.isUndone ? <span className="reversed-mark"> {t('stock:undone')}</span> : null}
    </>
  )
}

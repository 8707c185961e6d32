import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { useQuantityWords } from '#renderer/i18n/quantity-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'

type Batch = ItemBrief['batches'][number]

/** The batches of which something is left, and until when they are good. A word stands beside one that is past its day. */
export function BatchDialog({ item, onClose }: { readonly item: ItemView; readonly onClose: () => void }) {
  const t = useText()
  const words = useQuantityWords()
  const { summary } = useShop()
  const [batches, setBatches] = useState<readonly Batch[] | null>(null)
  const [index, setIndex] = useState(0)
  useEffect(() => {
    let isWanted = true
    void call('item.brief', { itemId: item.id, partyId: null, side: 'sale' }).then(
      (read) => isWanted && setBatches(read.ok ? read.value.batches : [])
    )
    return () => {
      isWanted = false
    }
  }, [item.id])
  const isPast = ({ expiresOn }: Batch) => expiresOn !== null && summary !== null && expiresOn < summary.bookOn
  return (
    <Dialog title={t('stock:batches.title', { name: item.name })} onClose={onClose} className="batch-dialog">
      <DataTable<Batch>
        className="batch-table"
        label={t('stock:batches.title', { name: item.name })}
        rows={batches ?? []}
        keyOf={(batch) => `${batch.batch}/${batch.expiresOn ?? ''}`}
        selectedIndex={batches === null || batches.length === 0 ? -1 : index}
        onSelect={setIndex}
        empty={batches === null ? null : <EmptyState title={t('stock:batches.none')} />}
        columns={[
          {
            id: 'batch',
            header: t('stock:column.batch'),
            width: 'minmax(7rem, 1fr)',
            draw: ({ batch }) => (batch === '' ? t('stock:batches.unnamed') : batch)
          },
          {
            id: 'expiry',
            header: t('stock:form.expiry'),
            width: '12rem',
            draw: (batch) => (
              <>
                {batch.expiresOn === null ? '' : formatBookDate(batch.expiresOn)}
                {isPast(batch) ? <span className="on-hand-word on-hand-short"> {t('stock:batches.past')}</span> : null}
              </>
            )
          },
          {
            id: 'quantity',
            header: t('stock:onHand'),
            width: 'minmax(8rem, 1fr)',
            align: 'right',
            draw: (batch) => <span className="number">{words.onHand(batch.quantity, item)}</span>
          }
        ]}
      />
    </Dialog>
  )
}

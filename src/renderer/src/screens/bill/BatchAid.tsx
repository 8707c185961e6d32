import { ListBox } from '#renderer/components/ListBox.tsx'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import type { BatchOnHand } from './line-batch.ts'
import { batchText } from './shown-line.ts'
import { lineSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'

/** The batches that are there, and how a new one is typed. */
export function BatchAid({ bill, id }: { readonly bill: BillState; readonly id: string }) {
  const t = useText()
  const { line, batches } = bill
  const item = bill.items.byId.get(line?.itemId ?? '')
  if (line === null || item === undefined) return null
  if (batches.hits.length === 0) {
    const read = bill.figures.read.reads[bill.lineIndex]?.batch ?? null
    const how = !item.hasBatch ? 'bill:batch.typeDay' : item.hasExpiry ? 'bill:batch.typeBoth' : 'bill:batch.typeName'
    return <p className="aid-hint">{read === null ? t(how) : batchText(read)}</p>
  }
  return (
    <ListBox
      id={id}
      className="candidates"
      label={t('bill:batch.list')}
      items={batches.hits}
      keyOf={keyOf}
      chosenIndex={batches.index}
      onPick={(batch) => {
        batches.take(line.key, batch)
        bill.focus(lineSpot(line.key, 'batch'))
      }}
      draw={(batch) => <BatchRow batch={batch} unit={item.baseUnit} />}
    />
  )
}

const keyOf = (batch: BatchOnHand): string => `${batch.batch} ${batch.expiresOn ?? ''}`

function BatchRow({
  batch,
  unit
}: {
  readonly batch: BatchOnHand
  readonly unit: Parameters<ReturnType<typeof useUnitWords>['short']>[0]
}) {
  const t = useText()
  const units = useUnitWords()
  const { expiresOn } = batch
  return (
    <div className="candidate item-hit">
      <span>{batch.batch === '' ? '–' : batch.batch}</span>
      <span className="number">{expiresOn === null ? '' : t('bill:batch.until', readable({ expiresOn }))}</span>
      <span className="number second">
        {t('bill:aid.onHand', { quantity: formatQuantity(batch.quantity), unit: units.short(unit) })}
      </span>
    </div>
  )
}

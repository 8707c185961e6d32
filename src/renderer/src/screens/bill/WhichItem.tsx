import { useState } from 'react'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { PickList } from '#renderer/components/PickList.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { ItemHitRow } from './ItemHitRow.tsx'

/** A scanned code that more than one item bears: which of them is it? Nothing is taken before it is said. */
export function WhichItem(props: {
  readonly items: readonly ItemView[]
  readonly onClose: () => void
  readonly onTake: (item: ItemView) => void
}) {
  const t = useText()
  const [index, setIndex] = useState(0)
  const chosen = props.items[index]
  return (
    <Dialog
      title={t('bill:which.title')}
      onClose={props.onClose}
      onAccept={() => chosen !== undefined && props.onTake(chosen)}
    >
      <PickList
        label={t('bill:which.title')}
        items={props.items}
        keyOf={(item) => item.id}
        index={index}
        onMove={setIndex}
        onTake={props.onTake}
        draw={(item) => <ItemHitRow item={{ ...item, matchStart: -1, matchEnd: -1 }} />}
      />
      <DialogButtons />
    </Dialog>
  )
}

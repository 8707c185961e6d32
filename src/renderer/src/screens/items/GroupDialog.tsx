import { useState } from 'react'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { PickList } from '#renderer/components/PickList.tsx'
import { useText } from '#renderer/i18n/use-text.ts'

/** Which group the list shows; the first row is all of them. */
export function GroupDialog(props: {
  readonly groups: readonly string[]
  readonly chosen: string
  readonly onClose: () => void
  readonly onChoose: (group: string) => void
}) {
  const t = useText()
  const groups = ['', ...props.groups]
  const [index, setIndex] = useState(() => Math.max(0, groups.indexOf(props.chosen)))
  return (
    <Dialog title={t('items:group.label')} onClose={props.onClose} className="group-dialog">
      <PickList
        label={t('items:group.label')}
        items={groups}
        keyOf={(group) => group}
        draw={(group) => (group === '' ? t('items:group.all') : group)}
        index={index}
        onMove={setIndex}
        onTake={props.onChoose}
        className="group-list"
      />
    </Dialog>
  )
}

import { useState } from 'react'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { ListBox, movedIndex } from '#renderer/components/ListBox.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CommandId } from './command-table.ts'
import { fuzzyScore } from './fuzzy.ts'

const LIST_ID = 'palette-list'

/** Every command that can be given now, found by a few letters of its name. */
export function Palette(props: {
  readonly commands: readonly CommandId[]
  readonly onRun: (id: CommandId) => void
  readonly onClose: () => void
}) {
  const t = useText()
  const [query, setQuery] = useState('')
  const [index, setIndex] = useState(0)
  const found = props.commands
    .map((id) => ({ id, label: t(`commands:${id}`) }))
    .map((command) => ({ ...command, score: fuzzyScore(query, command.label) }))
    .filter((command) => command.score !== null)
    .sort((left, right) => (query === '' ? 0 : (right.score ?? 0) - (left.score ?? 0)))
  const chosen = found[index]
  return (
    <Dialog title={t('help:palette.title')} onClose={props.onClose} className="palette">
      <input
        className="field-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={LIST_ID}
        aria-activedescendant={chosen === undefined ? undefined : `${LIST_ID}-${index}`}
        aria-label={t('help:palette.find')}
        placeholder={t('help:palette.find')}
        value={query}
        onChange={(change) => {
          setQuery(change.currentTarget.value)
          setIndex(0)
        }}
        onKeyDown={(press) => {
          const moved = movedIndex(press.key, index, found.length)
          if (moved !== null) setIndex(moved)
          else if (press.key === 'Enter' && chosen !== undefined) props.onRun(chosen.id)
          else return
          press.preventDefault()
        }}
      />
      <ListBox
        id={LIST_ID}
        label={t('help:palette.title')}
        items={found}
        keyOf={(command) => command.id}
        chosenIndex={index}
        onPick={(command) => props.onRun(command.id)}
        draw={(command) => (
          <span className="palette-item">
            <span>{command.label}</span>
            <CommandKey command={command.id} />
          </span>
        )}
      />
      {found.length === 0 ? <p className="palette-none">{t('help:palette.none')}</p> : null}
    </Dialog>
  )
}

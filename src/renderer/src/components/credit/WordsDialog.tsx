import { useState } from 'react'
import type { CommandId } from '#renderer/commands/command-table.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { PARTY_WORDS, type PartyWords } from '#shared/credit/party-words.ts'
import './credit-dialogs.css'

const LISTS = { group: 'groups', route: 'routes', tag: 'tags' } as const

/** Which group, route and tag a list is narrowed to: a few letters of each, an empty box is any. */
export function WordsDialog(props: {
  readonly words: PartyWords
  readonly onClose: () => void
  readonly onChosen: (words: PartyWords) => void
}) {
  const t = useText()
  const known = useLive('credit.words', {}).value
  const [words, setWords] = useState(props.words)
  const accept = () => props.onChosen(words)
  const title = t('credit:words.title')
  // Its boxes are those that have something to choose: until that is known, in a moment, there is no dialog.
  if (known === null) return null
  const asked = PARTY_WORDS.filter((word) => known[LISTS[word]].length > 0)
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={accept} className="credit-dialog words-dialog">
      {asked.length === 0 ? <p>{t('credit:words.none')}</p> : null}
      <FormWalk onDone={accept} label={title} className="credit-walk">
        {asked.map((word) => (
          <SuggestField
            key={word}
            label={t(`credit:words.${word}`)}
            options={known[LISTS[word]].map((value) => ({ value, label: value }))}
            value={words[word] === '' ? null : words[word]}
            onChange={(value) => setWords((now) => ({ ...now, [word]: value ?? '' }))}
            mayBeEmpty
            hint={t('credit:words.any')}
          />
        ))}
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}

/** The words that a list is narrowed to, with the key that changes them. */
export function WordsChip({ words, command }: { readonly words: PartyWords; readonly command: CommandId }) {
  const t = useText()
  const said = PARTY_WORDS.map((word) => words[word]).filter((word) => word !== '')
  return (
    <FilterChip
      label={t('credit:words.label')}
      value={said.length === 0 ? t('credit:words.all') : said.join(' · ')}
      keyCap={<CommandKey command={command} />}
    />
  )
}

import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import { LogDialog } from './LogDialog.tsx'
import { MessageDialog } from './MessageDialog.tsx'
import { SetupDialog } from './SetupDialog.tsx'
import { TextsDialog } from './TextsDialog.tsx'

export type Party = { readonly id: string; readonly name: string }
export type Overlay =
  | { readonly name: 'write'; readonly partyIds: readonly string[] }
  | { readonly name: 'bulk'; readonly channel: 'sms' | 'slip' }
  | { readonly name: 'answer'; readonly party: Party }
  | { readonly name: 'log'; readonly party: Party | null }
  | { readonly name: 'setup' | 'texts' }

/** What lies over the list. */
export function CollectOverlay(props: {
  readonly overlay: Overlay
  /** Those that were marked, or the one that is chosen. */
  readonly chosenIds: readonly string[]
  readonly newest: ReadonlyMap<string, MessageView>
  readonly onClose: () => void
  readonly onSent: (message: MessageView) => void
  readonly onBulk: (made: number) => void
  readonly onDone: (text: string) => void
}) {
  const { overlay, onClose, onDone } = props
  const t = useText()
  const { summary } = useShop()
  switch (overlay.name) {
    case 'write': {
      const [partyId, ...others] = overlay.partyIds
      if (partyId === undefined) return null
      return (
        <MessageDialog
          key={partyId}
          partyId={partyId}
          moreCount={others.length}
          onClose={onClose}
          onSent={props.onSent}
        />
      )
    }
    case 'bulk':
      return <BulkDialog channel={overlay.channel} partyIds={props.chosenIds} onClose={onClose} onSent={props.onBulk} />
    case 'answer': {
      if (summary === null) return null
      const message = props.newest.get(overlay.party.id) ?? null
      return (
        <AnswerDialog
          party={overlay.party}
          message={message}
          today={summary.bookOn}
          onClose={onClose}
          onSaid={onDone}
        />
      )
    }
    case 'log':
      return <LogDialog party={overlay.party} onClose={onClose} />
    case 'setup':
      return <SetupDialog onClose={onClose} onSaved={() => onDone(t('collect:setup.saved'))} />
    case 'texts':
      return <TextsDialog onClose={onClose} onSaved={onDone} />
  }
}

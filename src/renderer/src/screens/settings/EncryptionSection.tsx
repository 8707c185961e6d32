import { useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { EncryptDialog } from './EncryptDialog.tsx'

/** Whether the ledger file is encrypted, what that costs, and one key that turns it on or off. */
export function EncryptionSection({ onSaid }: { readonly onSaid: (word: Word) => void }) {
  const t = useText()
  const { value: state } = useLive('encryption.state', {}, ['ledger.changed'])
  const [isOpen, setOpen] = useState(false)
  const canTurn = state !== null && !state.isSwitching && (state.isPossible || state.isOn)
  useCommand('settings.encrypt', () => setOpen(true), canTurn)
  if (state === null) return null
  const { isOn, isPossible, isKeyGuarded } = state
  return (
    <section className="settings-section" aria-label={t('settings:section.encryption')}>
      <h2>{t('settings:section.encryption')}</h2>
      <p className="field-below" role="status">
        {t(
          isOn ? 'settings:encryption.isOn' : isPossible ? 'settings:encryption.isOff' : 'settings:encryption.notHere'
        )}
      </p>
      {isPossible && !isKeyGuarded ? <p className="field-below">{t('settings:encryption.unguarded')}</p> : null}
      {canTurn ? (
        <div className="book-keys">
          <CommandButton command="settings.encrypt" />
        </div>
      ) : null}
      {isOpen ? (
        <EncryptDialog
          isOn={isOn}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onSaid({ tone: 'good', text: t(isOn ? 'settings:encryption.saidOff' : 'settings:encryption.saidOn') })
          }}
        />
      ) : null}
    </section>
  )
}

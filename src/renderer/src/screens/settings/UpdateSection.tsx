import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import type { Word } from '#renderer/components/Page.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { UpdateStatus } from '#shared/contract/update-endpoints.ts'

/** Newer versions of the app, for this PC: off until it is turned on, and each step by a key of its own. */
export function UpdateSection({ onSaid }: { readonly onSaid: (word: Word) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const { stack } = useNavigation()
  const { value: status } = useLive('update.status', {}, ['update.changed'])
  const canStep = status?.isOn === true && status.doing === null
  const isBillOpen = stack.some((screen) => screen.id === 'bill')
  const ask = async (name: 'update.turn' | 'update.look' | 'update.fetch' | 'update.install', isOn = true) => {
    const answer =
      name === 'update.turn'
        ? await call(name, { isOn })
        : name === 'update.install'
          ? await call(name, { isAtWork: isBillOpen })
          : await call(name, {})
    if (!answer.ok) onSaid({ tone: 'bad', text: failureText(answer.failure) })
  }
  useCommand('settings.update', () => status !== null && void ask(nextStep(status)), canStep)
  if (status === null) return null
  return (
    <section className="settings-section" aria-label={t('settings:section.updates')}>
      <h2>{t('settings:section.updates')}</h2>
      {status.isPossible ? (
        <Choice
          label={t('settings:field.updates')}
          options={[
            { value: 'off', label: t('settings:update.off') },
            { value: 'on', label: t('settings:update.on') }
          ]}
          value={status.isOn ? 'on' : 'off'}
          onChange={(value) => void ask('update.turn', value === 'on')}
        />
      ) : null}
      <p className="field-below" role="status">
        {stateText(t, status)}
      </p>
      {status.command === null ? null : <p className="book-file">{status.command}</p>}
      {status.isOn ? (
        <div className="book-keys">
          <CommandButton command="settings.update" isDisabled={!canStep} />
        </div>
      ) : null}
    </section>
  )
}

function nextStep({ found }: UpdateStatus): 'update.look' | 'update.fetch' | 'update.install' {
  if (found === null) return 'update.look'
  return found.isFetched ? 'update.install' : 'update.fetch'
}

function stateText(t: Translate, status: UpdateStatus): string {
  const { version, found, doing, lookedAt } = status
  if (!status.isPossible) return t('settings:update.notPossible', { version })
  if (!status.isOn) return t('settings:update.asksNothing', { version })
  if (doing === 'looking') return t('settings:update.looking')
  if (doing === 'installing') return t('settings:update.installing')
  if (found === null) return notFoundText(t, status)
  const size = (found.bytes / 1_000_000).toFixed(0)
  if (doing === 'fetching') {
    const percent = Math.floor((100 * status.doneBytes) / found.bytes)
    return t('settings:update.fetching', { version: found.version, percent })
  }
  if (status.command !== null) return t('settings:update.handed', { version: found.version })
  if (found.isFetched) return t('settings:update.fetched', { version: found.version })
  return t('settings:update.found', {
    version: found.version,
    size,
    at: lookedAt === null ? '' : dayAndClockText(lookedAt)
  })
}

function notFoundText(t: Translate, { version, isLater, lookedAt }: UpdateStatus): string {
  if (lookedAt === null) return t('settings:update.notLooked', { version })
  return t(isLater ? 'settings:update.later' : 'settings:update.newest', { version, at: dayAndClockText(lookedAt) })
}

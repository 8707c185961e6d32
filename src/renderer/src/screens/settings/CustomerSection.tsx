import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { CustomerScreenState } from '#shared/contract/customer-endpoints.ts'
import { CUSTOMER_BALANCES, type Settings } from '#shared/settings/settings.ts'
import { LineDisplayChoices } from './LineDisplayChoices.tsx'
import { SettingField } from './SettingField.tsx'
import type { SaveSetting } from './use-save-setting.ts'

/** What faces the customer: which display of this PC, what it says, and a display of two lines. */
export function CustomerSection(props: {
  readonly settings: Settings
  readonly save: SaveSetting
  readonly onSaid: (word: Word) => void
}) {
  const { settings, save, onSaid } = props
  const t = useText()
  const balances = CUSTOMER_BALANCES.map((value) => ({ value, label: t(`settings:customer.balance.${value}`) }))
  return (
    <section className="settings-section" aria-label={t('settings:section.customer')}>
      <h2>{t('settings:section.customer')}</h2>
      <DisplayChoice onSaid={onSaid} />
      <SettingField
        name="customerMessage"
        stored={settings.customerMessage}
        save={save}
        hint={t('settings:hint.customerMessage')}
      />
      <Choice
        label={t('settings:field.customerBalance')}
        options={balances}
        value={settings.customerBalance}
        onChange={(customerBalance) => void save({ customerBalance }, t('settings:field.customerBalance'))}
      />
      <LineDisplayChoices onSaid={onSaid} />
    </section>
  )
}

const OFF = 'off'

/** Off, or one of the displays but the cashier's own. The choice is this PC's, not the shop's. */
function DisplayChoice({ onSaid }: { readonly onSaid: (word: Word) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const read = useLive('customer.screen', {})
  const [changed, setChanged] = useState<CustomerScreenState | null>(null)
  const state = changed ?? read.value
  useCommand('settings.numberDisplays', () => void call('customer.identify', {}), state !== null)
  if (state === null) return null
  const choose = async (value: string) => {
    const answer = await call('customer.chooseScreen', {
      isOn: value !== OFF,
      displayKey: value === OFF || value === AWAY ? null : value
    })
    if (answer.ok) setChanged(answer.value)
    else onSaid({ tone: 'bad', text: failureText(answer.failure) })
  }
  const { displays, remembered } = state
  const chosen = displays.find((display) => display.isChosen)
  const isAway = remembered !== null && chosen === undefined
  const options = [
    { value: OFF, label: t('settings:customer.off') },
    ...displays
      .filter((display) => !display.isCounter || display.isChosen)
      .map((display) => ({ value: display.key, label: t('settings:customer.display', sizeOf(display)) })),
    ...(isAway ? [{ value: AWAY, label: t('settings:customer.away', { ...remembered }) }] : [])
  ]
  return (
    <>
      <Choice
        label={t('settings:field.customerDisplay')}
        options={options}
        value={state.isOn ? (chosen?.key ?? (isAway ? AWAY : OFF)) : OFF}
        onChange={(value) => void choose(value)}
      />
      <p className="field-below" role="status" data-reason={state.reason}>
        {t(`settings:customer.reason.${state.reason}`)}
      </p>
      <div className="book-keys">
        <CommandButton command="settings.numberDisplays" />
      </div>
    </>
  )
}

/** The display that was chosen and is not there now. */
const AWAY = 'away'

const sizeOf = ({ number, width, height, label }: CustomerScreenState['displays'][number]) => ({
  number,
  width,
  height,
  label
})

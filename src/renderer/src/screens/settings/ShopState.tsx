import { useState } from 'react'
import { StateField } from '#renderer/components/StateField.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { SaveSetting } from './use-save-setting.ts'

/** The state that the shop stands in: with the buyer's it decides which tax is due. Saved when the box is left. */
export function ShopState({ settings, save }: { readonly settings: Settings; readonly save: SaveSetting }) {
  const t = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const label = t('settings:field.shopState')
  const leave = () => {
    if (chosen === null || chosen === settings.shopState) return setChosen(null)
    void save({ shopState: chosen }, label).then((refused) => refused === null && setChosen(null))
  }
  return (
    <StateField
      label={label}
      value={chosen ?? settings.shopState}
      onChange={setChosen}
      onLeave={leave}
      hint={t('settings:hint.shopState')}
    />
  )
}

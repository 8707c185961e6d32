import { useCallback, useState } from 'react'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { Failure } from '#shared/kernel/result.ts'
import type { ScreenSettingsChange } from '#shared/settings/settings.ts'

/** Stores a change and says so under the name of what was changed. Resolves to what went wrong, or null. */
export type SaveSetting = (change: ScreenSettingsChange, name: string) => Promise<Failure | null>

export function useSaveSetting() {
  const t = useText()
  const failureText = useFailureText()
  const { changeSettings } = useShop()
  const [word, setWord] = useState<Word | null>(null)
  const save: SaveSetting = useCallback(
    async (change, name) => {
      const changed = await changeSettings(change)
      setWord(
        changed.ok
          ? { tone: 'good', text: t('settings:saved', { field: name }) }
          : { tone: 'bad', text: failureText(changed.failure) }
      )
      return changed.ok ? null : changed.failure
    },
    [changeSettings, t, failureText]
  )
  return { word, setWord, save }
}

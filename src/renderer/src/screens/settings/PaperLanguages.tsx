import { Choice } from '#renderer/components/Choice.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { SaveSetting } from './use-save-setting.ts'

const LANGUAGES = RECEIPT_LANGUAGES.map((value) => {
  const { ownName, englishName } = RECEIPT_LANGUAGE_FACTS[value]
  return { value, label: ownName, alsoTyped: englishName }
})

/** What the papers are worded in, and what stands beside it: each language by its own name, found by its English one too. */
export function PaperLanguages({ settings, save }: { readonly settings: Settings; readonly save: SaveSetting }) {
  const t = useText()
  const first = [{ value: '' as const, label: t('settings:paperLanguage.asScreens') }, ...LANGUAGES]
  const second = [{ value: '' as const, label: t('settings:paperLanguage.noSecond') }, ...LANGUAGES]
  return (
    <>
      <Choice
        label={t('settings:field.receiptLanguage')}
        options={first}
        value={settings.receiptLanguage}
        onChange={(receiptLanguage) => void save({ receiptLanguage }, t('settings:field.receiptLanguage'))}
      />
      <Choice
        label={t('settings:field.receiptSecondLanguage')}
        options={second}
        value={settings.receiptSecondLanguage}
        onChange={(receiptSecondLanguage) =>
          void save({ receiptSecondLanguage }, t('settings:field.receiptSecondLanguage'))
        }
      />
    </>
  )
}

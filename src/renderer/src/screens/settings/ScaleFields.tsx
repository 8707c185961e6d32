import { useState } from 'react'
import { Choice } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { SCALE_HOLDS, type ScaleCodes } from '#shared/items/barcode.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { prefixesText, readPrefixes } from './scale-prefixes.ts'
import type { SaveSetting } from './use-save-setting.ts'

/** How the scale of the shop writes its labels. Each box is saved when it is left. */
export function ScaleFields({ settings, save }: { readonly settings: Settings; readonly save: SaveSetting }) {
  const t = useText()
  const { scaleCodes } = settings
  const [text, setText] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const store = (change: Partial<ScaleCodes>) =>
    save({ scaleCodes: { ...scaleCodes, ...change } }, t('settings:field.scaleCodes'))
  const leave = async () => {
    if (text === null) return
    const prefixes = readPrefixes(text)
    if (prefixes === null) return setWrong(true)
    if (prefixes.join() === scaleCodes.prefixes.join() || (await store({ prefixes })) === null) setText(null)
  }
  return (
    <>
      <Field
        label={t('settings:field.scaleCodes')}
        value={text ?? prefixesText(scaleCodes.prefixes)}
        onChange={(next) => {
          setText(next)
          setWrong(false)
        }}
        error={isWrong ? t('settings:fault.prefixes') : null}
        hint={t('settings:hint.scaleCodes')}
        input={{ onBlur: () => void leave() }}
      />
      {scaleCodes.prefixes.length === 0 ? null : (
        <>
          <Choice
            label={t('settings:field.scaleHolds')}
            options={SCALE_HOLDS.map((value) => ({ value, label: t(`settings:scaleHolds.${value}`) }))}
            value={scaleCodes.holds}
            onChange={(holds) => void store({ holds })}
          />
          <Choice
            label={t('settings:field.scaleDigits')}
            options={(['4', '5'] as const).map((value) => ({ value, label: value }))}
            value={scaleCodes.itemDigits === 4 ? '4' : '5'}
            onChange={(digits) => void store({ itemDigits: Number(digits) })}
          />
        </>
      )}
    </>
  )
}

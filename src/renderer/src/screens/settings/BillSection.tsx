import { Choice } from '#renderer/components/Choice.tsx'
import { formatAmount, isIndian } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { TAX_REGISTRATIONS } from '#shared/tax/tax-scheme.ts'
import { ScaleFields } from './ScaleFields.tsx'
import { SettingField } from './SettingField.tsx'
import type { SaveSetting } from './use-save-setting.ts'

const REGISTRATIONS = ['', ...TAX_REGISTRATIONS] as const

/** What bills of goods go by: how the shop stands to the tax, rounding, names of prices, the labels of its scale. */
export function BillSection({ settings, save }: { readonly settings: Settings; readonly save: SaveSetting }) {
  const t = useText()
  const yesNo = (yes: string, no: string) =>
    [
      { value: 'yes', label: yes },
      { value: 'no', label: no }
    ] as const
  return (
    <section className="settings-section" aria-label={t('settings:section.bills')}>
      <h2>{t('settings:section.bills')}</h2>
      {isIndian() ? (
        <>
          <Choice
            label={t('settings:field.taxRegistration')}
            options={REGISTRATIONS.map((value) => ({
              value,
              label: t(`settings:registration.${value === '' ? 'byGstin' : value}`)
            }))}
            value={settings.taxRegistration}
            onChange={(taxRegistration) => void save({ taxRegistration }, t('settings:field.taxRegistration'))}
          />
          <Choice
            label={t('settings:field.isAboveFiveCrore')}
            options={yesNo(t('settings:aboveFiveCrore'), t('settings:upToFiveCrore'))}
            value={settings.isAboveFiveCrore ? 'yes' : 'no'}
            onChange={(value) => void save({ isAboveFiveCrore: value === 'yes' }, t('settings:field.isAboveFiveCrore'))}
          />
        </>
      ) : null}
      <Choice
        label={t('settings:field.roundsBills')}
        options={yesNo(t('settings:rounded'), t('settings:notRounded'))}
        value={settings.roundsBills ? 'yes' : 'no'}
        onChange={(value) => void save({ roundsBills: value === 'yes' }, t('settings:field.roundsBills'))}
      />
      {isIndian() ? (
        <SettingField
          name="smallSaleLimitMinor"
          stored={settings.smallSaleLimitMinor === 0 ? '0' : formatAmount(settings.smallSaleLimitMinor)}
          save={save}
          hint={t('settings:hint.smallSaleLimitMinor')}
        />
      ) : null}
      <SettingField
        name="priceLevels"
        stored={settings.priceLevels.join(', ')}
        save={save}
        hint={t('settings:hint.priceLevels')}
      />
      <ScaleFields settings={settings} save={save} />
    </section>
  )
}

import { useEffect, useRef, useState } from 'react'
import { rateText, readDayCount, readRate } from '#renderer/components/credit/rate-text.ts'
import { Field } from '#renderer/components/Field.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { InterestRule } from '#shared/credit/terms.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { SettingField } from './SettingField.tsx'
import type { SaveSetting } from './use-save-setting.ts'

/** What holds for every party that has no terms of its own: days of credit, limit, interest on what is late. */
export function CreditSection({ settings, save }: { readonly settings: Settings; readonly save: SaveSetting }) {
  const t = useText()
  return (
    <section className="settings-section" aria-label={t('settings:section.credit')}>
      <h2>{t('settings:section.credit')}</h2>
      <SettingField
        name="creditDays"
        stored={String(settings.creditDays)}
        save={save}
        hint={t('settings:hint.creditDays')}
      />
      <SettingField
        name="creditLimitMinor"
        stored={settings.creditLimitMinor === null ? '' : formatAmount(settings.creditLimitMinor)}
        save={save}
        hint={t('settings:hint.creditLimitMinor')}
      />
      <InterestFields rule={settings.interest} save={save} />
    </section>
  )
}

const MOST_GRACE_DAYS = 365
/** Interest begins the day after the due day, unless the shop waits longer. */
const USUAL_GRACE_DAYS = 0

/** The rate, and once there is one the days that a late payer is left in peace. Without a rate nobody is charged. */
function InterestFields({ rule, save }: { readonly rule: InterestRule | null; readonly save: SaveSetting }) {
  const label = useText()('settings:field.interest')
  return (
    <>
      <RuleField
        part="rate"
        stored={rule === null ? '' : rateText(rule.ratePerYearBp)}
        read={readRate}
        onRead={(rate) =>
          save(
            { interest: rate === null ? null : { graceDays: USUAL_GRACE_DAYS, ...rule, ratePerYearBp: rate } },
            label
          )
        }
      />
      {rule === null ? null : (
        <RuleField
          part="grace"
          stored={String(rule.graceDays)}
          read={(text) => readDayCount(text, MOST_GRACE_DAYS)}
          onRead={(days) => save({ interest: { ...rule, graceDays: days ?? USUAL_GRACE_DAYS } }, label)}
        />
      )}
    </>
  )
}

/** One box of the rule, stored when it is left. What cannot be read stays in it with the reason below. */
function RuleField(props: {
  readonly part: 'rate' | 'grace'
  readonly stored: string
  readonly read: (text: string) => number | null | undefined
  readonly onRead: (value: number | null) => Promise<unknown>
}) {
  const { part, stored } = props
  const t = useText()
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? null : props.read(typed)
  const commit = async () => {
    if (typed === null || read === undefined) return
    if (typed.trim() !== stored) await props.onRead(read)
    setTyped(null)
  }
  const latest = useRef(commit)
  latest.current = commit
  // Leaving the screen leaves the field too: what was typed is not lost.
  useEffect(() => () => void latest.current(), [])
  return (
    <Field
      label={t(`settings:interest.${part}`)}
      value={typed ?? stored}
      onChange={setTyped}
      hint={t(`settings:interest.${part}Hint`)}
      error={read === undefined ? t(`settings:interest.${part}Fault`) : null}
      input={{ maxLength: 8, onBlur: () => void commit() }}
    />
  )
}

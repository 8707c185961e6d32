import { useState } from 'react'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { UnitField } from '#renderer/components/item-form/FirstFields.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { ratesText, ruleForHsn, useRuleName } from '#renderer/i18n/tax-words.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { checkHsn } from '#shared/tax/hsn.ts'
import { firstFree, withFree } from './free-line.ts'
import { askedCell, lineSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'

/** Goods or work that no list shall know: how they are counted, and which tax they bear. */
export function FreeLineDialog(props: {
  readonly bill: BillState
  readonly lineKey: number
  readonly onClose: () => void
}) {
  const { bill, lineKey } = props
  const t = useText()
  const failureText = useFailureText()
  const line = bill.draft.lines.find((one) => one.key === lineKey)
  const [name, setName] = useState(line?.item.trim() ?? '')
  const [free, setFree] = useState(() => line?.free ?? firstFree(bill.draft, bill.items.byId, bill.scheme))
  const [isAsked, setAsked] = useState(false)
  const hsn = checkHsn(free.hsn)
  const isNameless = isAsked && name.trim() === ''
  const take = () => {
    setAsked(true)
    if (name.trim() === '' || !hsn.ok) return
    bill.change((now) => withFree(now, lineKey, name.trim(), { ...free, hsn: hsn.value }))
    props.onClose()
    const now = bill.now()
    bill.focus(
      lineSpot(
        lineKey,
        askedCell(
          now,
          now.lines.find((one) => one.key === lineKey)
        )
      )
    )
  }
  return (
    <Dialog title={t('bill:free.title')} onClose={props.onClose} onAccept={take} className="free-dialog">
      <p className="second">{t('bill:free.about')}</p>
      <FormWalk onDone={take} label={t('bill:free.title')} className="more-walk">
        <Field
          label={t('bill:free.name')}
          value={name}
          onChange={setName}
          error={isNameless ? t('bill:free.nameless') : null}
          input={{ maxLength: 200 }}
        />
        <UnitField
          label={t('bill:free.unit')}
          value={free.unit}
          onChange={(unit) => unit !== null && setFree({ ...free, unit })}
          error={null}
        />
        {bill.scheme === null || bill.scheme.rules.length === 0 ? null : (
          <TaxBoxes
            bill={bill}
            free={free}
            onChange={setFree}
            wrong={isAsked && !hsn.ok ? failureText(hsn.failure) : null}
          />
        )}
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}

function TaxBoxes(props: {
  readonly bill: BillState
  readonly free: ReturnType<typeof firstFree>
  readonly onChange: (free: ReturnType<typeof firstFree>) => void
  readonly wrong: string | null
}) {
  const { bill, free, onChange } = props
  const t = useText()
  const ruleName = useRuleName()
  const rules = bill.scheme?.rules ?? []
  const { today } = bill.around
  const chosen = rules.find((rule) => rule.id === free.taxRule)
  return (
    <>
      <Field
        label={t('items:form.hsn')}
        value={free.hsn}
        onChange={(hsn) => onChange({ ...free, hsn, taxRule: ruleForHsn(rules, hsn.trim())?.id ?? free.taxRule })}
        error={props.wrong}
        input={{ inputMode: 'numeric', maxLength: 8 }}
      />
      <SuggestField
        label={t('items:form.taxRule')}
        options={rules.map((rule) => ({ value: rule.id, label: ruleName(rule), alsoTyped: rule.hsn }))}
        value={free.taxRule === '' ? null : free.taxRule}
        onChange={(rule) => onChange({ ...free, taxRule: rule ?? '' })}
        mayBeEmpty
        hint={chosen === undefined || today === null ? t('bill:free.noTax') : ratesText(chosen, today)}
      />
      <Choice
        label={t('bill:free.taxInPrice')}
        options={[
          { value: 'no', label: t('bill:more.no') },
          { value: 'yes', label: t('bill:more.yes') }
        ]}
        value={free.isTaxInPrice ? 'yes' : 'no'}
        onChange={(value) => onChange({ ...free, isTaxInPrice: value === 'yes' })}
      />
    </>
  )
}

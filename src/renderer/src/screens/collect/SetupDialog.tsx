import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { EXOTEL_REGIONS, SMS_PROVIDERS } from '#shared/reminders/sms-gateway.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { readSetup, type SetupDraft, type SetupFault, setupDraft } from './setup-draft.ts'

/** The gateway of SMS, the hours in which messages may go, and the rules by which they go by themselves. */
export function SetupDialog(props: { readonly onClose: () => void; readonly onSaved: () => void }) {
  const { settings } = useShop()
  const setup = useLive('message.setup', {}, [])
  if (settings === null || setup.value === null) return null
  return <SetupForm settings={settings} setup={setup.value} onSaved={props.onSaved} onClose={props.onClose} />
}

function SetupForm(props: {
  readonly settings: Settings
  readonly setup: Output<'message.setup'>
  readonly onSaved: () => void
  readonly onClose: () => void
}) {
  const { setup } = props
  const t = useText()
  const failureText = useFailureText()
  const { reload } = useShop()
  const [draft, setDraft] = useState(() => setupDraft(props.settings, setup.rules))
  const [fault, setFault] = useState<SetupFault | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const change = (some: Partial<SetupDraft>) => {
    setDraft((now) => ({ ...now, ...some }))
    setFault(null)
  }
  const accept = async () => {
    const read = readSetup(draft)
    if ('fault' in read) return setFault(read.fault)
    if (isAsking.current) return
    isAsking.current = true
    const failed = await save(read, draft.provider, draft.key.trim())
    isAsking.current = false
    if (failed !== null) return setFailure(failed)
    await reload()
    props.onSaved()
  }
  // The book knows of the key of the provider that is set up, not of another that was just chosen.
  const hasKey = setup.hasKey && draft.provider === props.settings.smsGateway.provider
  const form = { draft, change, fault, hasKey }
  return (
    <Dialog
      title={t('collect:setup.title')}
      onClose={props.onClose}
      onAccept={() => void accept()}
      className="collect-setup"
    >
      <FormWalk onDone={() => void accept()} className="collect-form">
        <GatewayFields {...form} />
        <RuleFields {...form} />
      </FormWalk>
      <p className="second">{t('collect:setup.state', { waiting: setup.waiting, asked: setup.asked })}</p>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** Stops at the first thing that is refused. The key comes before its provider, so that none is asked without. An empty key leaves the one that is kept. */
async function save(
  read: Exclude<ReturnType<typeof readSetup>, { fault: SetupFault }>,
  provider: SetupDraft['provider'],
  key: string
): Promise<Failure | null> {
  if (key !== '' && provider !== '') {
    const kept = await call('message.setKey', { provider, key })
    if (!kept.ok) return kept.failure
  }
  const changed = await call('settings.change', read.settings)
  if (!changed.ok) return changed.failure
  const ruled = await call('message.putRules', read.rules)
  return ruled.ok ? null : ruled.failure
}

interface FormProps {
  readonly draft: SetupDraft
  readonly change: (some: Partial<SetupDraft>) => void
  readonly fault: SetupFault | null
  readonly hasKey: boolean
}

function GatewayFields({ draft, change, fault, hasKey }: FormProps) {
  const t = useText()
  const errorAt = (field: SetupFault) => (fault === field ? t(`collect:setup.fault.${field}`) : null)
  const providers = SMS_PROVIDERS.map((value) => ({ value, label: t(`collect:setup.provider.${value || 'none'}`) }))
  const regions = EXOTEL_REGIONS.map((value) => ({ value, label: t(`collect:setup.region.${value}`) }))
  return (
    <div>
      <Choice
        label={t('collect:setup.gateway')}
        options={providers}
        value={draft.provider}
        onChange={(provider) => change({ provider })}
        isFirstFocus
      />
      {draft.provider === '' ? null : (
        <>
          <div className="collect-pair">
            <Field
              label={t('collect:setup.header')}
              value={draft.header}
              onChange={(header) => change({ header })}
              error={errorAt('header')}
            />
            <Field
              label={t('collect:setup.entityId')}
              value={draft.entityId}
              onChange={(entityId) => change({ entityId })}
              error={errorAt('entityId')}
            />
          </div>
          {draft.provider === 'exotel' ? (
            <div className="collect-pair">
              <Field
                label={t('collect:setup.account')}
                value={draft.account}
                onChange={(account) => change({ account })}
                error={errorAt('account')}
              />
              <Choice
                label={t('collect:setup.region.label')}
                options={regions}
                value={draft.region}
                onChange={(region) => change({ region })}
              />
            </div>
          ) : null}
          <div className="collect-pair">
            <Field
              label={t('collect:setup.key')}
              value={draft.key}
              onChange={(key) => change({ key })}
              hint={hasKey ? t('collect:setup.hasKey') : t(`collect:setup.keyOf.${draft.provider}`)}
              input={{ type: 'password', maxLength: 300 }}
            />
            <Field
              label={t('collect:setup.price')}
              value={draft.price}
              onChange={(price) => change({ price })}
              error={errorAt('price')}
            />
          </div>
        </>
      )}
    </div>
  )
}

function RuleFields({ draft, change, fault }: FormProps) {
  const t = useText()
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`collect:setup.${value}`) }))
  const days = fault === 'days' ? t('collect:setup.fault.days') : null
  const hours = fault === 'hours' ? t('collect:setup.fault.hours') : null
  return (
    <div>
      <div className="collect-pair">
        <Field label={t('collect:setup.from')} value={draft.from} onChange={(from) => change({ from })} error={hours} />
        <Field label={t('collect:setup.to')} value={draft.to} onChange={(to) => change({ to })} />
      </div>
      <Choice
        label={t('collect:setup.isOn')}
        options={yesNo}
        value={draft.isOn}
        onChange={(isOn) => change({ isOn })}
      />
      {draft.isOn === 'no' ? null : (
        <>
          <div className="collect-pair">
            <Field
              label={t('collect:setup.beforeDays')}
              value={draft.beforeDays}
              onChange={(beforeDays) => change({ beforeDays })}
              error={days}
            />
            <Choice
              label={t('collect:setup.isOnDue')}
              options={yesNo}
              value={draft.isOnDue}
              onChange={(isOnDue) => change({ isOnDue })}
            />
          </div>
          <div className="collect-pair">
            <Field
              label={t('collect:setup.afterDays')}
              value={draft.afterDays}
              onChange={(afterDays) => change({ afterDays })}
            />
            <Field
              label={t('collect:setup.everyDays')}
              value={draft.everyDays}
              onChange={(everyDays) => change({ everyDays })}
            />
            <Field
              label={t('collect:setup.mostAfter')}
              value={draft.mostAfter}
              onChange={(mostAfter) => change({ mostAfter })}
            />
          </div>
        </>
      )}
    </div>
  )
}

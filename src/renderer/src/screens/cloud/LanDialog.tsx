import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { LanState } from '#shared/contract/lan-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { useNearWords } from './use-near-words.ts'

interface LanDialogProps {
  readonly onClose: () => void
  readonly onDone: (text: string) => void
}

/** Whether the counters of this shop speak to each other in its own network, and where they are when they do not find each other. */
export function LanDialog(props: LanDialogProps) {
  const t = useText()
  const { value } = useLive('lan.state', {}, ['sync.changed'])
  return value === null ? (
    <Dialog title={t('cloud:lan.title')} onClose={props.onClose}>
      <DialogButtons />
    </Dialog>
  ) : (
    <LanForm {...props} state={value} />
  )
}

const CHOICES = ['on', 'off'] as const

function LanForm({ state, onClose, onDone }: LanDialogProps & { readonly state: LanState }) {
  const t = useText()
  const failureText = useFailureText()
  const [choice, setChoice] = useState<(typeof CHOICES)[number]>(state.isOn ? 'on' : 'off')
  const [typed, setTyped] = useState({ port: String(state.port), addresses: state.addresses.join(', ') })
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const change = (part: Partial<typeof typed>) => {
    setTyped((now) => ({ ...now, ...part }))
    setFailure(null)
  }
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const addresses = typed.addresses.split(',').filter((text) => text.trim() !== '')
    // What is no number is no port either, and is said at its box.
    const port = /^\d{1,6}$/.test(typed.port.trim()) ? Number(typed.port) : 0
    const answer = await call('lan.choose', { isOn: choice === 'on', port, addresses })
    isAsking.current = false
    if (answer.ok) onDone(t(`cloud:lan.done.${choice}`))
    else setFailure(answer.failure)
  }
  const wrongAt = (field: string) => (failure?.field === field ? failureText(failure) : null)
  const other = failure === null || failure.field !== undefined ? state.trouble : failure
  return (
    <Dialog title={t('cloud:lan.title')} onClose={onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">{t('cloud:lan.about')}</p>
      <FormWalk onDone={() => void accept()} className="cloud-form">
        <Choice
          label={t('cloud:lan.choice')}
          options={CHOICES.map((one) => ({ value: one, label: t(`cloud:lan.${one}`) }))}
          value={choice}
          onChange={setChoice}
          isFirstFocus
        />
        <Field
          label={t('cloud:lan.addresses')}
          value={typed.addresses}
          onChange={(addresses) => change({ addresses })}
          hint={t('cloud:lan.addressesHint')}
          error={wrongAt('addresses')}
          input={{ maxLength: 400 }}
        />
        <Field
          label={t('cloud:lan.port')}
          value={typed.port}
          onChange={(port) => change({ port })}
          hint={t('cloud:lan.portHint')}
          error={wrongAt('port')}
          input={{ maxLength: 6, inputMode: 'numeric' }}
        />
      </FormWalk>
      {state.isOn ? <NearCounters state={state} /> : null}
      <Notice tone="bad">{other === null ? '' : failureText(other as Failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

function NearCounters({ state }: { readonly state: LanState }) {
  const t = useText()
  const words = useNearWords()
  if (state.counters.length === 0) return <p className="second">{t('cloud:lan.nobody')}</p>
  return (
    <ul className="cloud-notices" aria-label={t('cloud:lan.found')}>
      {state.counters.map((counter) => (
        <li key={`${counter.address} ${counter.deviceNo}`}>
          <strong>{counter.name || counter.address}</strong>
          <span className="second">{words(counter)}</span>
        </li>
      ))}
    </ul>
  )
}

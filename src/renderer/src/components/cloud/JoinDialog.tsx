import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { clockText } from '#renderer/components/clock-text.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { JoinView } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { CodeQr } from './CodeQr.tsx'
import './cloud.css'
import { KeyWords } from './KeyWords.tsx'

/** On a PC that becomes a counter of a shop: asks for the server, shows a code, and waits until a counter lets it in. */
export function JoinDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const { reload } = useShop()
  const [typed, setTyped] = useState({ server: '', counterName: '' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const { value, readAgain } = useLive('sync.joinState', {}, ['sync.changed'])
  const step = value?.step ?? 'idle'
  const replayed = value?.step === 'joined' ? (value.replayed as Failure | null) : null
  const isIn = step === 'joined'
  const enter = useCallback(() => void call('sync.stopJoining', {}).then(reload).then(onClose), [reload, onClose])
  useEffect(() => {
    // What became of the copy in the cloud is read first.
    if (isIn && replayed === null) enter()
  }, [isIn, replayed, enter])
  const leave = () => {
    if (isIn) return enter()
    void call('sync.stopJoining', {})
    onClose()
  }
  const ask = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('sync.join', typed)
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    setFailure(null)
    readAgain()
  }
  const isAskedFor = step === 'idle' || step === 'failed'
  const wrong = failure ?? replayed ?? (value?.step === 'failed' ? (value.failure as Failure) : null)
  const change = (part: Partial<typeof typed>) => {
    setTyped((now) => ({ ...now, ...part }))
    setFailure(null)
  }
  return (
    <Dialog title={t('cloud:join.title')} onClose={leave} {...(isAskedFor ? { onAccept: () => void ask() } : {})}>
      <p className="dialog-lead">{t('cloud:join.about')}</p>
      {isAskedFor ? (
        <FormWalk onDone={() => void ask()} className="cloud-form">
          <Field
            label={t('cloud:field.server')}
            value={typed.server}
            onChange={(server) => change({ server })}
            hint={t('cloud:field.serverHint')}
            error={failure?.code === 'sync/address' ? failureText(failure) : null}
            input={{ maxLength: 300, inputMode: 'url', autoFocus: true }}
          />
          <Field
            label={t('cloud:field.counterName')}
            value={typed.counterName}
            onChange={(counterName) => change({ counterName })}
            hint={t('cloud:field.counterNameHint')}
            input={{ maxLength: 40 }}
          />
        </FormWalk>
      ) : (
        <Waiting view={value} />
      )}
      <Notice tone="bad">{wrong !== null && wrong.code !== 'sync/address' ? failureText(wrong) : ''}</Notice>
      {isAskedFor ? (
        <DialogButtons />
      ) : (
        <div className="dialog-buttons">
          <CommandButton command="dialog.back" />
        </div>
      )}
    </Dialog>
  )
}

function Waiting({ view }: { readonly view: JoinView | null }) {
  const t = useText()
  if (view?.step !== 'waiting') return <Opening view={view} />
  return (
    <div className="cloud-code">
      <div>
        <p>{t('cloud:join.code')}</p>
        <p className="cloud-letters" data-testid="pair-code">
          {view.code}
        </p>
        <p>{t('cloud:join.words')}</p>
        <KeyWords words={view.words} />
        <p className="second">{t('cloud:join.until', { time: clockText(view.expiresAt) })}</p>
        <p className="cloud-said" role="status">
          {t('cloud:join.waiting')}
        </p>
      </div>
      <CodeQr rows={view.qr} label={t('cloud:join.qr')} />
    </div>
  )
}

const MEGABYTE = 1_000_000
const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)

/** What is being done to have the book here. */
function Opening({ view }: { readonly view: Exclude<JoinView, { step: 'waiting' }> | null }) {
  const t = useText()
  const progress = view?.step === 'opening' ? view.progress : null
  if (view?.step === 'joined') return <p className="cloud-said">{t('cloud:join.replayed')}</p>
  if (progress === null) return <p className="cloud-said">{t('cloud:join.opening')}</p>
  const { doing } = progress
  return (
    <p className="cloud-said" role="status">
      {doing === 'checking'
        ? t('cloud:join.checking')
        : t('cloud:join.fetching', { done: megabytes(progress.done), total: megabytes(progress.total) })}
    </p>
  )
}

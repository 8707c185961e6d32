import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { KeyWords } from '#renderer/components/cloud/KeyWords.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { WaitingCounter } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** Types the code of a new counter, sees whose it is and the words of its key, and lets it in. */
export function LetInDialog(props: { readonly onClose: () => void; readonly onDone: (name: string) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [code, setCode] = useState('')
  const [seen, setSeen] = useState<WaitingCounter | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const letIn = async (waiting: WaitingCounter) => {
    const { pairId, deviceKey, name } = waiting
    const answer = await call('sync.letIn', { pairId, deviceKey, name })
    if (!answer.ok) return setFailure(answer.failure)
    props.onDone(name || t('cloud:column.name'))
  }
  const look = async () => {
    const answer = await call('sync.look', { code })
    if (!answer.ok) return setFailure(answer.failure)
    setFailure(null)
    setSeen(answer.value)
  }
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    await (seen === null ? look() : letIn(seen))
    isAsking.current = false
  }
  return (
    <Dialog title={t('cloud:letIn.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">{t('cloud:letIn.ask')}</p>
      <FormWalk onDone={() => void accept()} className="cloud-form">
        <Field
          label={t('cloud:field.code')}
          value={code}
          onChange={(typed) => {
            setCode(typed)
            setSeen(null)
            setFailure(null)
          }}
          hint={t('cloud:field.codeHint')}
          error={failure?.code === 'sync/code-unknown' ? failureText(failure) : null}
          input={{ maxLength: 20, autoFocus: true }}
        />
      </FormWalk>
      {seen === null ? null : (
        <div className="cloud-seen">
          <strong>{seen.name || t('cloud:column.name')}</strong>
          <KeyWords words={seen.words} />
          <p>{t('cloud:letIn.compare')}</p>
        </div>
      )}
      <Notice tone="bad">{failure !== null && failure.code !== 'sync/code-unknown' ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

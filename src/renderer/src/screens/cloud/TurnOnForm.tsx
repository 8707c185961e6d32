import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Field } from '#renderer/components/Field.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import './cloud-screen.css'

/** What the account is, in three lines, and the two boxes that turn it on. */
export function TurnOnForm({ onSaid }: { readonly onSaid: (word: Word | null) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [typed, setTyped] = useState({ server: '', owner: '' })
  const [wrong, setWrong] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const change = (part: Partial<typeof typed>) => {
    setTyped((now) => ({ ...now, ...part }))
    setWrong(null)
    onSaid(null)
  }
  const turnOn = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('sync.turnOn', typed)
    isAsking.current = false
    if (answer.ok) onSaid({ tone: 'good', text: t('cloud:turnedOn') })
    else if (answer.failure.field !== undefined) setWrong(answer.failure)
    else onSaid({ tone: 'bad', text: failureText(answer.failure) })
  }
  const wrongAt = (field: string) => (wrong?.field === field ? failureText(wrong) : null)
  useCommand('cloud.accept', () => void turnOn())
  return (
    <div className="cloud-off">
      <ul className="cloud-intro">
        <li>{t('cloud:intro.what')}</li>
        <li>{t('cloud:intro.sells')}</li>
        <li>{t('cloud:intro.sees')}</li>
      </ul>
      <FormWalk onDone={() => void turnOn()} className="cloud-turn-on" label={t('cloud:title')}>
        <Field
          label={t('cloud:field.server')}
          value={typed.server}
          onChange={(server) => change({ server })}
          hint={t('cloud:field.serverHint')}
          error={wrongAt('server')}
          input={{ maxLength: 300, inputMode: 'url', autoFocus: true }}
        />
        <Field
          label={t('cloud:field.owner')}
          value={typed.owner}
          onChange={(owner) => change({ owner })}
          hint={t('cloud:field.ownerHint')}
          error={wrongAt('owner')}
          input={{ maxLength: 200, inputMode: 'email' }}
        />
      </FormWalk>
      <div className="dialog-buttons cloud-buttons">
        <CommandButton command="cloud.join" />
        <CommandButton command="cloud.accept" tone="main" />
      </div>
    </div>
  )
}

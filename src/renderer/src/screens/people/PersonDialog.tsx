import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { PinFields } from '#renderer/people/PinFields.tsx'
import { usePeople } from '#renderer/people/people-context.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { PeopleState, PersonView } from '#shared/contract/people-endpoints.ts'
import { type Failure, ok, type Result } from '#shared/kernel/result.ts'
import { MOST_PERSON_NAME } from '#shared/people/person.ts'
import { ROLES, type Role } from '#shared/people/role.ts'

/** What the dialog is for: the owner turns PINs on, adds somebody, gives another role, or sets a PIN. */
type What = 'on' | 'add' | 'role' | 'pin'

export function PersonDialog(props: {
  readonly what: What
  /** Whom it is about; of `on`: the owner whom the book knows already. */
  readonly person: PersonView | null
  readonly onClose: () => void
  readonly onDone: (state: PeopleState, name: string) => void
}) {
  const { what, person } = props
  const t = useText()
  const failureText = useFailureText()
  const { settings } = useShop()
  const { showRecoveryCode } = usePeople()
  const id = useRef(what === 'add' || person === null ? v7() : person.id)
  const [name, setName] = useState(what === 'add' ? '' : (person?.name ?? settings?.personName ?? ''))
  const [role, setRole] = useState<Role>(what === 'add' ? 'cashier' : (person?.role ?? 'owner'))
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const accept = async () => {
    if (isAsking.current || pin !== again) return
    isAsking.current = true
    const answer = await ask(what, { id: id.current, name, role, pin }, showRecoveryCode)
    isAsking.current = false
    if (answer.ok) props.onDone(answer.value, name.trim())
    else setFailure(answer.failure)
  }
  const asksName = what === 'add' || (what === 'on' && person === null)
  const errorOf = (field: string) => (failure?.field === field ? failureText(failure) : null)
  const isElsewhere = failure !== null && failure.field !== 'name' && failure.field !== 'pin'
  return (
    <Dialog title={t(`people:dialog.${what}`)} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">{asksName ? t(`people:lead.${what}`) : <strong>{name}</strong>}</p>
      <FormWalk onDone={() => void accept()}>
        {asksName ? (
          <Field
            label={t('people:field.name')}
            value={name}
            onChange={setName}
            error={errorOf('name')}
            input={{ maxLength: MOST_PERSON_NAME }}
          />
        ) : null}
        {what === 'add' || what === 'role' ? (
          <Choice
            label={t('people:column.role')}
            options={ROLES.map((value) => ({ value, label: t(`people:role.${value}`) }))}
            value={role}
            onChange={setRole}
            isFirstFocus={what === 'role'}
          />
        ) : null}
        {what === 'role' ? null : (
          <PinFields
            first={pin}
            second={again}
            onFirst={setPin}
            onSecond={setAgain}
            error={errorOf('pin')}
            {...(what === 'add' ? { hint: t('people:field.pinLater') } : {})}
          />
        )}
      </FormWalk>
      <Notice tone="bad">{isElsewhere ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

async function ask(
  what: What,
  typed: { readonly id: string; readonly name: string; readonly role: Role; readonly pin: string },
  onCode: (code: string) => void
): Promise<Result<PeopleState>> {
  const { id, name, role, pin } = typed
  switch (what) {
    case 'on': {
      const answer = await call('person.turnOn', { id, name, pin })
      if (!answer.ok) return answer
      onCode(answer.value.recoveryCode)
      return ok(answer.value.state)
    }
    case 'add':
      return call('person.add', { id, name, role, pin: pin === '' ? null : pin })
    case 'role':
      return call('person.change', { id, role, isGone: false })
    case 'pin':
      return call('person.setPin', { id, pin })
  }
}

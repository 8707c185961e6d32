import { useState } from 'react'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useText } from '#renderer/i18n/use-text.ts'

/** Asks who takes the drawer over: a name that is typed, or one of those that have worked here. */
export function TakeOverDialog(props: {
  readonly people: readonly string[]
  readonly onClose: () => void
  readonly onAccept: (person: string) => void
}) {
  const t = useText()
  const [person, setPerson] = useState('')
  const accept = () => {
    if (person.trim() !== '') props.onAccept(person.trim())
  }
  return (
    <Dialog title={t('closing:shift.title')} onClose={props.onClose} onAccept={accept}>
      <FormWalk onDone={accept}>
        <Field
          label={t('closing:shift.who')}
          value={person}
          onChange={setPerson}
          hint={t('closing:shift.whoHint')}
          input={{ maxLength: 60 }}
        />
      </FormWalk>
      <ul className="take-over-people">
        {props.people.map((name) => (
          <li key={name}>
            <button type="button" className="button button-plain" onClick={() => props.onAccept(name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <DialogButtons />
    </Dialog>
  )
}

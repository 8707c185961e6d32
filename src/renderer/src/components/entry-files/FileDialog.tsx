import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { AttachmentView } from '#shared/contract/attachment-endpoints.ts'
import { sizeText } from './file-words.ts'

/** One photo or file: a picture is shown, everything can be saved as a copy, and taken off. */
export function FileDialog(props: {
  readonly file: AttachmentView
  readonly onClose: () => void
  readonly onRemoved: () => void
}) {
  const t = useText()
  const { name, isPicture } = props.file
  return (
    <Dialog
      title={isPicture ? t('entry:files.photoOf', { name }) : name}
      onClose={props.onClose}
      className="file-dialog"
    >
      <FileBody {...props} />
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function FileBody({ file, onRemoved }: { readonly file: AttachmentView; readonly onRemoved: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [word, setWord] = useState<Word | null>(null)
  const save = async () => {
    const answer = await call('attachment.save', { id: file.id })
    if (!answer.ok) return setWord({ tone: 'bad', text: failureText(answer.failure) })
    if (answer.value !== null) setWord({ tone: 'good', text: t('entry:files.saved', { file: answer.value.file }) })
  }
  const remove = async () => {
    const answer = await call('attachment.remove', { id: file.id })
    if (answer.ok) onRemoved()
    else setWord({ tone: 'bad', text: failureText(answer.failure) })
  }
  useCommand('dialog.save', () => void save(), file.isThere)
  useCommand('dialog.remove', () => void remove())
  const isShown = file.isPicture && file.isThere
  return (
    <>
      {isShown ? (
        <img
          className="file-picture"
          src={`/attachment/${file.id}`}
          alt={t('entry:files.photoOf', { name: file.name })}
        />
      ) : (
        <p className="file-word">
          {file.isThere ? t('entry:files.noPicture', { size: sizeText(t, file.byteCount) }) : t('entry:files.goneWhat')}
        </p>
      )}
      <Notice tone={word?.tone ?? 'plain'}>{word?.text}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.remove" />
        {file.isThere ? <CommandButton command="dialog.save" tone="main" /> : null}
      </div>
    </>
  )
}

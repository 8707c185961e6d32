import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { AttachmentView } from '#shared/contract/attachment-endpoints.ts'
import type { Result } from '#shared/kernel/result.ts'
import { FileDialog } from './FileDialog.tsx'
import { sizeText } from './file-words.ts'
import { PhotoDialog } from './PhotoDialog.tsx'
import './entry-files.css'

/** The photos and files of an entry: each opens by Enter, one key adds a file, one a photo of the camera. */
export function EntryFiles({ entryId }: { readonly entryId: string }) {
  const t = useText()
  const failureText = useFailureText()
  const list = useLive('attachment.list', { entryId })
  const [open, setOpen] = useState<AttachmentView | null>(null)
  const [isTaking, setTaking] = useState(false)
  const [word, setWord] = useState<Word | null>(null)
  const isAsking = useRef(false)
  const once = async (ask: () => Promise<Result<{ attachment: AttachmentView } | null>>) => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await ask()
    isAsking.current = false
    if (!answer.ok) return setWord({ tone: 'bad', text: failureText(answer.failure) })
    if (answer.value === null) return
    setWord({ tone: 'good', text: t('entry:files.added', { name: answer.value.attachment.name }) })
    list.readAgain()
  }
  useCommand('dialog.attach', () => void once(() => call('attachment.choose', { id: v7(), entryId })))
  useCommand('dialog.photo', () => setTaking(true))
  const files = list.value ?? []
  return (
    <section className="entry-files" aria-label={t('entry:files.title')}>
      {files.length === 0 ? null : <h3 className="field-label">{t('entry:files.title')}</h3>}
      <div className="entry-file-list">
        {files.map((file) => (
          <FileButton key={file.id} file={file} onOpen={() => setOpen(file)} />
        ))}
      </div>
      <div className="entry-keys">
        <CommandButton command="dialog.attach" />
        <CommandButton command="dialog.photo" />
      </div>
      {word === null ? null : <Notice tone={word.tone}>{word.text}</Notice>}
      {open === null ? null : (
        <FileDialog
          file={open}
          onClose={() => setOpen(null)}
          onRemoved={() => {
            setOpen(null)
            setWord({ tone: 'good', text: t('entry:files.removed', { name: open.name }) })
            list.readAgain()
          }}
        />
      )}
      {isTaking ? (
        <PhotoDialog
          onClose={() => setTaking(false)}
          onTaken={(bytes) => {
            setTaking(false)
            void once(() => call('attachment.photo', { id: v7(), entryId, bytes }))
          }}
        />
      ) : null}
    </section>
  )
}

function FileButton({ file, onOpen }: { readonly file: AttachmentView; readonly onOpen: () => void }) {
  const t = useText()
  return (
    <button type="button" className="button entry-file" onClick={onOpen}>
      {file.isPicture && file.isThere ? (
        <img className="entry-file-small" src={`/attachment/${file.id}`} alt="" />
      ) : null}
      <span className="entry-file-name">{file.name}</span>
      <span className={file.isThere ? 'second' : 'is-give'}>
        {file.isThere ? sizeText(t, file.byteCount) : t('entry:files.gone')}
      </span>
    </button>
  )
}

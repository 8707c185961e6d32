import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { usePhotoCamera } from './use-photo-camera.ts'

/** What the camera sees, until one picture of it is taken. The camera is open for as long as this stands. */
export function PhotoDialog(props: {
  readonly onClose: () => void
  readonly onTaken: (bytes: Uint8Array<ArrayBuffer>) => void
}) {
  const t = useText()
  const { video, state, take } = usePhotoCamera()
  const accept = async () => {
    const bytes = await take()
    if (bytes !== null) props.onTaken(bytes)
  }
  return (
    <Dialog
      title={t('entry:files.photoTitle')}
      onClose={props.onClose}
      onAccept={() => void accept()}
      className="file-dialog"
    >
      <video ref={video} className="file-picture" muted playsInline aria-label={t('entry:files.photoTitle')} />
      {state === 'showing' ? null : <p className="file-word">{t(`entry:files.camera.${state}`)}</p>}
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.accept" tone="main" isDisabled={state !== 'showing'} />
      </div>
    </Dialog>
  )
}

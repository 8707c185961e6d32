import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { StickerFound } from './StickerFound.tsx'
import { useCamera } from './use-camera.ts'
import './sticker.css'

export type Sticker = Output<'payment.readSticker'>

/** Reads the shop's own payment sticker with the camera or from a picture, shows what it says, and gives it on. */
export function StickerDialog(props: { readonly onTake: (sticker: Sticker) => void; readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [found, setFound] = useState<Sticker | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asked = useRef('')
  const heard = async (text: string) => {
    // The same code is before the camera for many frames; it is asked about once.
    if (asked.current === text) return
    asked.current = text
    const read = await call('payment.readSticker', { text })
    if (asked.current !== text) return
    setFailure(read.ok ? null : read.failure)
    if (read.ok) setFound(read.value)
  }
  const { video, state } = useCamera(found === null, (text) => void heard(text))
  const again = () => {
    asked.current = ''
    setFailure(null)
    setFound(null)
  }
  const choose = async () => {
    const read = await call('payment.chooseSticker', {})
    if (read.ok && read.value === null) return
    asked.current = ''
    setFailure(read.ok ? null : read.failure)
    setFound(read.ok ? read.value : null)
  }
  const body = useRef<HTMLDivElement>(null)
  // Enter is for the main thing that can be done now: to take what was read, or to choose a picture.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each sticker has buttons of its own.
  useEffect(() => {
    const main = body.current?.querySelector<HTMLElement>('.button-main')
    const button = main ?? body.current?.querySelector<HTMLElement>('[data-command="dialog.picture"]')
    button?.focus()
  }, [found])
  const words = failure === null ? '' : failureText(failure)
  return (
    <Dialog title={t('sticker:title')} onClose={props.onClose} className="sticker-dialog">
      <Keys onAgain={again} onChoose={() => void choose()} canScanAgain={found !== null} />
      <div ref={body} className="sticker-body">
        {found === null ? (
          <>
            <div className="sticker-camera" data-camera={state}>
              <video ref={video} className="sticker-video" muted playsInline aria-label={t('sticker:camera')} />
              {state === 'showing' ? <span className="sticker-frame" aria-hidden /> : null}
              {state === 'showing' ? null : <p className="sticker-word">{t(`sticker:state.${state}`)}</p>}
            </div>
            <p className="sticker-hint">{t('sticker:hint')}</p>
            <Notice tone="bad">{words}</Notice>
            <div className="dialog-buttons">
              <CommandButton command="dialog.back" />
              <CommandButton command="dialog.picture" tone={state === 'showing' ? 'plain' : 'main'} />
            </div>
          </>
        ) : (
          <StickerFound sticker={found} onTake={() => props.onTake(found)} />
        )}
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function Keys(props: { readonly onAgain: () => void; readonly onChoose: () => void; readonly canScanAgain: boolean }) {
  useCommand('dialog.picture', props.onChoose)
  useCommand('dialog.scanAgain', props.onAgain, props.canScanAgain)
  return null
}

import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { QrPicture } from '#renderer/customer/QrPicture.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { AskedOf } from '#shared/contract/statement-endpoints.ts'
import './pay-link.css'

/** The code that asks for money, to be scanned from here, copied as a link or a picture, saved, or printed as a slip. */
export function PayLinkDialog({ of, onClose }: { readonly of: AskedOf; readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const asked = useLive('payment.ask', { of })
  const ask = asked.value
  const page = usePage(of)
  const { word, share, print } = useSharing(of)
  return (
    <Dialog
      title={t('payments:ask.title')}
      onClose={onClose}
      {...(ask === null ? {} : { onAccept: () => void share('copy-link') })}
      className="pay-link"
    >
      {ask === null ? null : (
        <>
          <SharingKeys
            onLink={() => void share('copy-link')}
            onPicture={() => void share('copy-picture')}
            onSave={() => void share('save-picture')}
            onPrint={() => void print()}
          />
          <p className="dialog-lead">
            <strong className="number">{formatAmount(ask.amountMinor)}</strong>
            <span>{ask.partyName}</span>
            <span>{ask.number}</span>
          </p>
          <div className="pay-link-body">
            {ask.qr === null ? null : (
              <div className="ask-qr">
                <QrPicture rows={ask.qr} label={t('payments:ask.scan', { to: ask.payTo })} />
              </div>
            )}
            <div className="pay-link-words">
              <Field
                label={t('payments:ask.link')}
                value={page === '' ? ask.link : page}
                onChange={() => {}}
                hint={t(page === '' ? 'payments:ask.linkHint' : 'payments:ask.pageHint')}
                input={{ readOnly: true, autoFocus: true, onFocus: (focus) => focus.currentTarget.select() }}
              />
              <Notice tone="warn">{ask.isPersonal && page === '' ? t('payments:ask.personal') : ''}</Notice>
              <Notice tone="warn">{ask.isAboveLimit ? t('payments:ask.aboveLimit') : ''}</Notice>
            </div>
          </div>
        </>
      )}
      <Notice tone={asked.failure === null ? (word?.tone ?? 'plain') : 'bad'}>
        {asked.failure === null ? word?.text : failureText(asked.failure)}
      </Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        {ask === null ? null : (
          <>
            <CommandButton command="dialog.print" />
            <CommandButton command="dialog.save" />
            <CommandButton command="dialog.copyPicture" />
            <CommandButton command="dialog.copyLink" tone="main" />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** The page on the web, as soon as there is one; the server is asked for its payment as long as the dialog is open. */
function usePage(of: AskedOf): string {
  const [page, setPage] = useState('')
  const about = JSON.stringify(of)
  useEffect(() => {
    let isOpen = true
    const asked = JSON.parse(about) as AskedOf
    void call('payment.page', { of: asked, isOpen: true }).then((answer) => {
      if (isOpen && answer.ok) setPage(answer.value.page)
    })
    return () => {
      isOpen = false
      void call('payment.page', { of: asked, isOpen: false })
    }
  }, [about])
  return page
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function SharingKeys(props: {
  readonly onLink: () => void
  readonly onPicture: () => void
  readonly onSave: () => void
  readonly onPrint: () => void
}) {
  useCommand('dialog.copyLink', props.onLink)
  useCommand('dialog.copyPicture', props.onPicture)
  useCommand('dialog.save', props.onSave)
  useCommand('dialog.print', props.onPrint)
  return null
}

/** What was done with it last, in words. One at a time: a second press while the first is on its way is not heard. */
function useSharing(of: AskedOf) {
  const t = useText()
  const failureText = useFailureText()
  const [word, setWord] = useState<Word | null>(null)
  const isAsking = useRef(false)
  const once = async (work: () => Promise<Word | null>) => {
    if (isAsking.current) return
    isAsking.current = true
    const next = await work()
    if (next !== null) setWord(next)
    isAsking.current = false
  }
  return {
    word,
    share: (way: 'copy-link' | 'copy-picture' | 'save-picture') =>
      once(async () => {
        const answer = await call('payment.share', { of, way })
        if (!answer.ok) return { tone: 'bad', text: failureText(answer.failure) }
        const { outcome, file } = answer.value
        if (outcome === 'left') return null
        if (outcome === 'saved') return { tone: 'good', text: t('payments:ask.saved', { file }) }
        return { tone: 'good', text: t(way === 'copy-link' ? 'payments:ask.copied' : 'payments:ask.pictureCopied') }
      }),
    print: () =>
      once(async () => {
        const answer = await call('payment.slip', { id: crypto.randomUUID(), of })
        return answer.ok
          ? { tone: 'good', text: t('payments:ask.printing') }
          : { tone: 'bad', text: failureText(answer.failure) }
      })
  }
}

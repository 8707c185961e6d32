import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { SyncTray } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

const WAYS = ['take', 'drop'] as const
type Way = (typeof WAYS)[number]

/** What counters that were retired still brought, one counter after the other: it comes into the book, or it is dropped, whole. */
export function TrayDialog({
  onClose,
  onDone
}: {
  readonly onClose: () => void
  readonly onDone: (text: string) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const { value, failure: unread, readAgain } = useLive('sync.trays', {}, [])
  const [way, setWay] = useState<Way>('take')
  const [refused, setRefused] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const tray = value?.[0]
  const failure = refused ?? unread
  const accept = async ({ deviceNo, counterName }: SyncTray) => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('sync.emptyTray', { deviceNo, does: way })
    isAsking.current = false
    setRefused(answer.ok ? null : answer.failure)
    if (!answer.ok) return
    onDone(t(`cloud:tray.done.${way}`, { counter: counterName, ...counted(answer.value.opCount) }))
    setWay('take')
    readAgain()
  }
  return (
    <Dialog
      title={t('cloud:tray.title')}
      onClose={onClose}
      {...(tray === undefined ? {} : { onAccept: () => void accept(tray) })}
    >
      {tray === undefined ? (
        value === null ? null : (
          <EmptyState title={t('cloud:tray.empty')} />
        )
      ) : (
        <>
          <TrayOf tray={tray} />
          <Choice
            label={t('cloud:tray.how')}
            options={WAYS.map((one) => ({ value: one, label: t(`cloud:tray.${one}`) }))}
            value={way}
            onChange={setWay}
            isFirstFocus
          />
        </>
      )}
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      {tray === undefined ? (
        <div className="dialog-buttons">
          <CommandButton command="dialog.back" />
        </div>
      ) : (
        <DialogButtons />
      )}
    </Dialog>
  )
}

function TrayOf({ tray }: { readonly tray: SyncTray }) {
  const t = useText()
  const { counterName, opCount, firstAt, lastAt, entries } = tray
  const times = { from: dayAndClockText(firstAt), to: dayAndClockText(lastAt) }
  return (
    <>
      <p>{t('cloud:tray.brought', { counter: counterName, ...times, ...counted(opCount) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by the keyboard. */}
      <ul className="cloud-notices cloud-tray" tabIndex={0} aria-label={t('cloud:tray.entries')}>
        {entries.map(({ kind, bookOn, number, amountMinor, partyName }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of one counter never changes.
          <li key={at}>
            <span>{[t(`ledger:kind.${kind}`), number, partyName].filter(Boolean).join(' · ')}</span>
            <span className="second">
              {formatBookDate(bookOn)} <span className="number">{formatAmount(amountMinor)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Minor } from '#shared/money/money.ts'

/** What a person shall look at after two counters worked on one book. Accepting puts it away. */
export function NoticesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { value } = useLive('sync.notices', { onlyToSee: true }, ['sync.changed'])
  const notices = value ?? []
  const seen = async () => {
    await call('sync.seen', { noticeNos: notices.map((notice) => notice.noticeNo) })
    onClose()
  }
  const hasSome = notices.length > 0
  return (
    <Dialog title={t('cloud:notices.title')} onClose={onClose} {...(hasSome ? { onAccept: () => void seen() } : {})}>
      {hasSome ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by the keyboard.
        <ul className="cloud-notices" tabIndex={0}>
          {notices.map((notice) => (
            <li key={notice.noticeNo}>
              <span className="second">
                {notice.counterName === ''
                  ? t('cloud:notices.ofServer', { at: dayAndClockText(notice.at) })
                  : t('cloud:notices.of', { counter: notice.counterName, at: dayAndClockText(notice.at) })}
              </span>
              <span>{t(`cloud:notices.kind.${notice.kind}`)}</span>
              <span className="second">{detailText(notice.details)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title={t('cloud:notices.empty')} />
      )}
      {hasSome ? (
        <DialogButtons />
      ) : (
        <div className="dialog-buttons">
          <CommandButton command="dialog.back" />
        </div>
      )}
    </Dialog>
  )
}

/** Names and numbers that somebody can look for; ids of the file say nothing to a person. */
function detailText(details: Readonly<Record<string, string | number>>): string {
  const { amountMinor, ...others } = details
  const texts = Object.values(others).filter(
    (value) => typeof value === 'string' && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
  )
  return (typeof amountMinor === 'number' ? [formatAmount(amountMinor as Minor), ...texts] : texts).join(' · ')
}

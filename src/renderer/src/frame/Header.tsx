import { StatusDot } from '#renderer/components/StatusDot.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { type BookDate, formatBookDate, weekday } from '#shared/calendar/book-date.ts'
import { CloudState } from './CloudState.tsx'

/** The line at the top: whose book this is, which day, and whether everything is safely on disk. */
export function Header() {
  const t = useText()
  const { settings, ledger, summary } = useShop()
  const shopName = settings?.shopName === '' ? t('common:shopWithoutName') : (settings?.shopName ?? '')
  return (
    <header className="header">
      <strong className="header-shop">{shopName}</strong>
      {ledger?.isSample ? <span className="header-sample">{t('common:sampleShop')}</span> : null}
      <span className="header-part">
        {settings?.counterName || t('common:counterNamed', { code: ledger?.counterCode ?? '' })}
      </span>
      {summary?.personName ? <span className="header-part">{summary.personName}</span> : null}
      <span className="header-gap" />
      {summary === null ? null : (
        <>
          <span className="header-part header-date number">{dayText(t, summary.bookOn)}</span>
          {summary.dayOpenedAt === null ? null : (
            <span className="header-part header-opened">
              {t('common:dayOpen', { time: clockText(summary.dayOpenedAt) })}
            </span>
          )}
        </>
      )}
      <CloudState />
      <SavedState />
    </header>
  )
}

function SavedState() {
  const t = useText()
  const failureText = useFailureText()
  const { summary, trouble } = useShop()
  if (trouble !== null) {
    return (
      <>
        <StatusDot tone="bad" label={t('common:trouble')} />
        <p className="trouble" role="alert">
          {failureText(trouble)}
        </p>
      </>
    )
  }
  if (summary === null) return null
  if (summary.isDiskNearlyFull) return <StatusDot tone="bad" label={t('common:diskNearlyFull')} />
  if (summary.printTrouble > 0)
    return <StatusDot tone="bad" label={t('common:printTrouble', { count: summary.printTrouble })} />
  if (summary.forgottenOn !== null)
    return <StatusDot tone="warn" label={t('common:forgottenDay', { day: formatBookDate(summary.forgottenOn) })} />
  if (summary.clockBackMs > 0) return <StatusDot tone="warn" label={t('common:clockBack')} />
  if (summary.lastSavedAt === null) return <StatusDot tone="off" label={t('common:nothingYet')} />
  return <StatusDot tone="good" label={t('common:savedAt', { time: clockText(summary.lastSavedAt) })} />
}

/** `10:42`, on the clock of this PC. */
function clockText(atMs: number): string {
  const at = new Date(atMs)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** `Sat 21-11-2026` */
function dayText(t: Translate, date: BookDate): string {
  const names = [
    t('common:weekday.sun'),
    t('common:weekday.mon'),
    t('common:weekday.tue'),
    t('common:weekday.wed'),
    t('common:weekday.thu'),
    t('common:weekday.fri'),
    t('common:weekday.sat')
  ]
  return t('common:dayAndDate', { day: names[weekday(date)] ?? '', date: formatBookDate(date) })
}

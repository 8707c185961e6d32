import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { StatusDot, type StatusTone } from '#renderer/components/StatusDot.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { BackupStatus } from '#shared/contract/backup-endpoints.ts'

type Place = BackupStatus['places'][number]

/** Where backups go, each with its last one and how that proved itself. The one in hand is marked. */
export function Places({ places, chosen }: { readonly places: readonly Place[]; readonly chosen: string | null }) {
  const t = useText()
  return (
    <ul className="backup-places" aria-label={t('backups:places')}>
      {places.map((place) => (
        <li key={place.key} className={`backup-place ${place.key === chosen ? 'is-chosen' : ''}`}>
          <span className="backup-path">{place.isOwn ? t('backups:own', { folder: place.path }) : place.path}</span>
          <Saved place={place} />
          <Proved place={place} />
        </li>
      ))}
    </ul>
  )
}

function Saved({ place }: { readonly place: Place }) {
  const t = useText()
  const failureText = useFailureText()
  if (place.failure !== null) return <p className="backup-bad">{failureText({ code: place.failure })}</p>
  const time = place.lastAt === null ? null : dayAndClockText(place.lastAt)
  const [tone, label]: readonly [StatusTone, string] = place.isThere
    ? time === null
      ? ['warn', t('backups:never')]
      : ['good', t('backups:savedAt', { time })]
    : ['warn', time === null ? t('backups:away') : t('backups:awaySince', { time })]
  return <StatusDot tone={tone} label={label} />
}

function Proved({ place: { check } }: { readonly place: Place }) {
  const t = useText()
  if (check === null) return null
  const time = dayAndClockText(check.at)
  return check.fault === null ? (
    <StatusDot tone="good" label={t('backups:provedAt', { time })} />
  ) : (
    <p className="backup-bad">{t(`backups:fault.${check.fault}`)}</p>
  )
}

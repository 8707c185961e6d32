import type { ReactNode } from 'react'
import { cloudWords } from '#renderer/components/cloud/cloud-words.ts'
import { StatusDot } from '#renderer/components/StatusDot.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { SyncStatus } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

const MINUTE_MS = 60_000
/** A clock that is off by less decides nothing. */
const RIGHT_MS = 2 * MINUTE_MS

/** The account in a few lines: what is safe, where, and what somebody should know. */
export function AccountFacts({ status }: { readonly status: SyncStatus }) {
  const t = useText()
  const failureText = useFailureText()
  const { tone, label } = cloudWords(t, status)
  const lan = useLive('lan.state', {}, ['sync.changed']).value
  const near = lan?.counters.filter(({ trouble, spokenAt }) => trouble === null && spokenAt !== null) ?? []
  const names = near.map(({ name, address }) => name || address).join(', ')
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('cloud:fact.state'), <StatusDot key="state" tone={tone} label={label} />],
    [t('cloud:fact.server'), status.server],
    [t('cloud:fact.counter'), t('cloud:counterNo', { name: status.counterName, no: status.counterNo ?? 0 })],
    [
      t('cloud:fact.waiting'),
      status.waitingCount === 0 ? t('cloud:nothingWaits') : t('cloud:waiting', counted(status.waitingCount))
    ],
    [t('cloud:fact.key'), status.isKeyGuarded ? t('cloud:keyGuarded') : t('cloud:keyBare')],
    ...(status.clockAheadMs === null ? [] : [[t('cloud:fact.clock'), clockWords(status.clockAheadMs)] as const]),
    ...(lan?.isOn === true
      ? [[t('cloud:fact.lan'), names === '' ? t('cloud:lan.alone') : t('cloud:lan.with', { names })] as const]
      : []),
    ...(status.asideCount === 0
      ? []
      : [[t('cloud:fact.aside'), t('cloud:asideCount', counted(status.asideCount))] as const])
  ]
  function clockWords(aheadMs: number): string {
    if (Math.abs(aheadMs) < RIGHT_MS) return t('cloud:clockGood')
    const { figure } = counted(Math.round(Math.abs(aheadMs) / MINUTE_MS))
    return aheadMs > 0 ? t('cloud:clockAhead', { figure }) : t('cloud:clockBehind', { figure })
  }
  return (
    <div className="cloud-facts">
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {status.isLean ? <p className="second">{t('cloud:lean')}</p> : null}
      {status.trouble === null ? null : <p className="cloud-trouble">{failureText(status.trouble as Failure)}</p>}
    </div>
  )
}

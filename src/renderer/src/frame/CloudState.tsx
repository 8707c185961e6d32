import { useEffect } from 'react'
import { call } from '#renderer/app-api.ts'
import '#renderer/components/cloud/cloud.css'
import { cloudWords } from '#renderer/components/cloud/cloud-words.ts'
import { StatusDot } from '#renderer/components/StatusDot.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'

/** How the account in the cloud stands, quietly. A shop without one is told so by its screen alone, and has the room for itself. */
export function CloudState() {
  const t = useText()
  const { ledger } = useShop()
  const { value } = useLive('sync.status', ledger === null ? null : {}, ['sync.changed'])
  // A line that is back is used at once.
  useEffect(() => {
    const back = () => void call('sync.now', {})
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [])
  if (value === null) return null
  const { tone, label } = cloudWords(t, value)
  return (
    <span className="header-cloud">
      <StatusDot tone={tone} label={label} />
    </span>
  )
}

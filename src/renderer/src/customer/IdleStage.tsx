import { useEffect, useState } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerView } from '#shared/customer-view/customer-view.ts'

const LOOK_MS = 1_000

/** Nobody is served: whose shop it is, what it has to say, and what time it is. */
export function IdleStage({ view }: { readonly view: CustomerView }) {
  const t = useText()
  const now = useNow()
  const clock = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
  const day = new Intl.DateTimeFormat(`${view.language}-IN-u-nu-latn`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long'
  }).format(now)
  return (
    <div className="idle">
      <div className="idle-shop">
        <h1 className="idle-name" data-length={lengthOf(view.shopName)}>
          {view.shopName}
        </h1>
        <p className="idle-place">{view.shopPlace}</p>
      </div>
      <p className="idle-message">{view.message === '' ? t('customer:welcome') : view.message}</p>
      <div className="idle-time">
        <time className="idle-clock number">{clock}</time>
        <span className="idle-day">{day}</span>
      </div>
    </div>
  )
}

/** Three sizes are enough for a name: it may wrap, but a short one shall be seen from the street. */
const lengthOf = (name: string) => (name.length <= 14 ? 'short' : name.length <= 32 ? 'middle' : 'long')

function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerView } from '#shared/customer-view/customer-view.ts'
import { DueStage } from './DueStage.tsx'
import { IdleStage } from './IdleStage.tsx'
import { LiveStage } from './LiveStage.tsx'
import { PaidStage } from './PaidStage.tsx'
import { ThanksStage } from './ThanksStage.tsx'
import './customer.css'
import './payment.css'

/**
 * One picture for the customer. Everything in it is sized by the box that it stands in, never by the text size of the
 * shop: it is read from two metres, on a display of any size and either way up.
 */
export function CustomerStage({ view }: { readonly view: CustomerView }) {
  return (
    <div className="customer" lang={view.language} data-stage={view.stage.name}>
      <div className="customer-inside">
        {view.stage.name === 'idle' ? null : <ShopLine view={view} />}
        <Stage view={view} />
      </div>
    </div>
  )
}

function Stage({ view }: { readonly view: CustomerView }) {
  const { stage } = view
  switch (stage.name) {
    case 'idle':
      return <IdleStage view={view} />
    case 'live':
      return <LiveStage stage={stage} />
    case 'due':
      return <DueStage stage={stage} shopName={view.shopName} />
    case 'paid':
      return <PaidStage stage={stage} />
    case 'thanks':
      return <ThanksStage stage={stage} />
  }
}

/** Whose counter it is, and for whom the picture is meant. */
function ShopLine({ view }: { readonly view: CustomerView }) {
  const t = useText()
  const { stage } = view
  const name = stage.name === 'idle' || stage.name === 'thanks' ? '' : stage.customerName
  return (
    <header className="customer-head">
      <h1 className="customer-shop">{view.shopName === '' ? t('customer:welcome') : view.shopName}</h1>
      <span className="customer-name">{name}</span>
    </header>
  )
}

import { Button } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { CustomerStage } from '#renderer/customer/CustomerStage.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerView } from '#shared/customer-view/customer-view.ts'

/** The customer's picture over the counter, for a shop with one screen: the cashier turns it round, or holds the phone to it. */
export function TurnedScreen({ view, onClose }: { readonly view: CustomerView; readonly onClose: () => void }) {
  const t = useText()
  return (
    <Dialog title={t('customer:turn')} onClose={onClose} className="turned-screen">
      <div className="turned-picture">
        <CustomerStage view={view} />
      </div>
      <div className="turned-back">
        <Button onPress={onClose} chord="Escape">
          {t('commands:dialog.back')}
        </Button>
      </div>
    </Dialog>
  )
}

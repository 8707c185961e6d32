import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { ReceiptLayoutScreen } from './ReceiptLayoutScreen.tsx'

export default defineScreen({ id: 'receipt-layout', component: ReceiptLayoutScreen })

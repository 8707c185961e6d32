import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { BillScreen } from './BillScreen.tsx'

export default defineScreen({ id: 'bill', component: BillScreen })

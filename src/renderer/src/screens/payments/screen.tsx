import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Payments } from './Payments.tsx'

export default defineScreen({ id: 'payments', component: Payments })

import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { ExchangeScreen } from './ExchangeScreen.tsx'

export default defineScreen({ id: 'exchange', component: ExchangeScreen })

import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { StockScreen } from './StockScreen.tsx'

export default defineScreen({ id: 'stock', component: StockScreen })

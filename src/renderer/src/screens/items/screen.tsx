import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Items } from './Items.tsx'

export default defineScreen({ id: 'items', component: Items })

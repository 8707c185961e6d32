import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Slips } from './Slips.tsx'

export default defineScreen({ id: 'slips', component: Slips })

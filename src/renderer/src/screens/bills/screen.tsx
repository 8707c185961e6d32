import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Bills } from './Bills.tsx'

export default defineScreen({ id: 'bills', component: Bills })

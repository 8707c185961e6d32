import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Closing } from './Closing.tsx'

export default defineScreen({ id: 'closing', component: Closing })

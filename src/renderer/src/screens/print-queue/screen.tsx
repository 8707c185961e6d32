import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { PrintQueue } from './PrintQueue.tsx'

export default defineScreen({ id: 'print-queue', component: PrintQueue })

import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Reports } from './Reports.tsx'

export default defineScreen({ id: 'reports', component: Reports })

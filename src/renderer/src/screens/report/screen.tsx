import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { ReportScreen } from './ReportScreen.tsx'

export default defineScreen({ id: 'report', component: ReportScreen })

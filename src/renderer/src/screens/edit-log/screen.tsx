import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { EditLog } from './EditLog.tsx'

export default defineScreen({ id: 'edit-log', component: EditLog })

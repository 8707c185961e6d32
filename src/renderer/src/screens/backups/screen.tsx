import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Backups } from './Backups.tsx'

export default defineScreen({ id: 'backups', component: Backups })

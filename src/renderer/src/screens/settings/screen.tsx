import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { SettingsScreen } from './SettingsScreen.tsx'

export default defineScreen({ id: 'settings', component: SettingsScreen })

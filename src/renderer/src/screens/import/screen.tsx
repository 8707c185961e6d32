import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { ImportScreen } from './ImportScreen.tsx'

export default defineScreen({ id: 'import', component: ImportScreen })

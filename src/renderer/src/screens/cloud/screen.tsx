import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Cloud } from './Cloud.tsx'

export default defineScreen({ id: 'cloud', component: Cloud })

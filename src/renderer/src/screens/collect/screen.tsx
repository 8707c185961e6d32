import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Collect } from './Collect.tsx'

export default defineScreen({ id: 'collect', component: Collect })

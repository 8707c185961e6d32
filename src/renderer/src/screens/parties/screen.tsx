import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Parties } from './Parties.tsx'

export default defineScreen({ id: 'parties', component: Parties })

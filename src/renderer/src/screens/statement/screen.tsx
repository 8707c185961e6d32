import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { StatementScreen } from './StatementScreen.tsx'

export default defineScreen({ id: 'statement', component: StatementScreen })

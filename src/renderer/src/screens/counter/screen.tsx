import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { Counter } from './Counter.tsx'

export default defineScreen({ id: 'counter', component: Counter })

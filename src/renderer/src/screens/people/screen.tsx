import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { PeopleScreen } from './PeopleScreen.tsx'

export default defineScreen({ id: 'people', component: PeopleScreen })

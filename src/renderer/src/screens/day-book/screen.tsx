import { defineScreen } from '#renderer/navigation/screen-registry.ts'
import { DayBook } from './DayBook.tsx'

export default defineScreen({ id: 'day-book', component: DayBook })

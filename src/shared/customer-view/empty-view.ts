import type { Language } from '#shared/settings/settings.ts'
import type { CustomerView } from './customer-view.ts'

/** Before a shop is open there is nothing to say, in the language of the system. */
export const emptyView = (language: Language): CustomerView => ({
  language,
  currency: 'INR',
  theme: 'system',
  shopName: '',
  shopPlace: '',
  message: '',
  stage: { name: 'idle' }
})

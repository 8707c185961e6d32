import { COUNTRY_CODES, type Country, HOME_COUNTRY } from '#shared/money/country.ts'
import type { Language } from '#shared/settings/settings.ts'

/** States and union territories by their GST code, with the language that a shop there is offered first. */
export const STATES = {
  '35': 'en',
  '37': 'en',
  '12': 'en',
  '18': 'en',
  '10': 'hi',
  '04': 'hi',
  '22': 'hi',
  '26': 'en',
  '07': 'hi',
  '30': 'en',
  '24': 'en',
  '06': 'hi',
  '02': 'hi',
  '01': 'hi',
  '20': 'hi',
  '29': 'en',
  '32': 'en',
  '38': 'hi',
  '31': 'en',
  '23': 'hi',
  '27': 'en',
  '14': 'en',
  '17': 'en',
  '15': 'en',
  '13': 'en',
  '21': 'en',
  '34': 'en',
  '03': 'en',
  '08': 'hi',
  '11': 'en',
  '33': 'en',
  '36': 'en',
  '16': 'en',
  '09': 'hi',
  '05': 'hi',
  '19': 'en'
} as const satisfies Record<string, Language>
export type StateCode = keyof typeof STATES
export const STATE_CODES = Object.keys(STATES) as readonly StateCode[]

type Abroad = Exclude<Country, typeof HOME_COUNTRY>
/** Where a shop can stand: a state of India, or another country. One list answers both, so that nobody is asked twice. */
export const ABROAD = COUNTRY_CODES.filter((country): country is Abroad => country !== HOME_COUNTRY)
export type Place = StateCode | Abroad
export const isState = (place: Place): place is StateCode => Object.hasOwn(STATES, place)
export const countryOf = (place: Place): Country => (isState(place) ? HOME_COUNTRY : place)

export const suggestedLanguage = (place: Place): Language => (isState(place) ? STATES[place] : 'en')

export const TRADES = [
  'grocery',
  'cloth',
  'hardware',
  'medicine',
  'electrical',
  'stationery',
  'footwear',
  'grain',
  'other'
] as const
export type Trade = (typeof TRADES)[number]

/** How the letters of a language run. */
export type WritingDirection = 'ltr' | 'rtl'

export type ReceiptScript =
  | 'latin'
  | 'devanagari'
  | 'gujarati'
  | 'gurmukhi'
  | 'bengali'
  | 'oriya'
  | 'tamil'
  | 'telugu'
  | 'kannada'
  | 'malayalam'
  | 'arabic'
  | 'korean'

interface LanguageFacts {
  /** The language in its own words and script: a person who reads no other must find it. */
  readonly ownName: string
  /** Its name in English: for those who type Latin letters to find it, and for tables in English. */
  readonly englishName: string
  readonly direction: WritingDirection
  readonly script: ReceiptScript
}

/**
 * The languages that papers are worded in; each has its `locales/<code>/receipt.json`. Hinglish is Hindi in Latin
 * letters, as shopkeepers type it. The screens speak fewer: see `LANGUAGES` of the settings.
 */
export const RECEIPT_LANGUAGES = [
  'en',
  'hi',
  'hi-Latn',
  'mr',
  'gu',
  'pa',
  'bn',
  'as',
  'or',
  'ta',
  'te',
  'kn',
  'ml',
  'ur',
  'fr',
  'ko'
] as const

/** The language a receipt is worded in. Names of people and goods on it may be in any script. */
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number]

export const RECEIPT_LANGUAGE_FACTS: Readonly<Record<ReceiptLanguage, LanguageFacts>> = {
  en: { ownName: 'English', englishName: 'English', direction: 'ltr', script: 'latin' },
  hi: { ownName: 'हिन्दी', englishName: 'Hindi', direction: 'ltr', script: 'devanagari' },
  'hi-Latn': { ownName: 'Hinglish', englishName: 'Hinglish', direction: 'ltr', script: 'latin' },
  mr: { ownName: 'मराठी', englishName: 'Marathi', direction: 'ltr', script: 'devanagari' },
  gu: { ownName: 'ગુજરાતી', englishName: 'Gujarati', direction: 'ltr', script: 'gujarati' },
  pa: { ownName: 'ਪੰਜਾਬੀ', englishName: 'Punjabi', direction: 'ltr', script: 'gurmukhi' },
  bn: { ownName: 'বাংলা', englishName: 'Bengali', direction: 'ltr', script: 'bengali' },
  as: { ownName: 'অসমীয়া', englishName: 'Assamese', direction: 'ltr', script: 'bengali' },
  or: { ownName: 'ଓଡ଼ିଆ', englishName: 'Odia', direction: 'ltr', script: 'oriya' },
  ta: { ownName: 'தமிழ்', englishName: 'Tamil', direction: 'ltr', script: 'tamil' },
  te: { ownName: 'తెలుగు', englishName: 'Telugu', direction: 'ltr', script: 'telugu' },
  kn: { ownName: 'ಕನ್ನಡ', englishName: 'Kannada', direction: 'ltr', script: 'kannada' },
  ml: { ownName: 'മലയാളം', englishName: 'Malayalam', direction: 'ltr', script: 'malayalam' },
  ur: { ownName: 'اردو', englishName: 'Urdu', direction: 'rtl', script: 'arabic' },
  fr: { ownName: 'Français', englishName: 'French', direction: 'ltr', script: 'latin' },
  ko: { ownName: '한국어', englishName: 'Korean', direction: 'ltr', script: 'korean' }
}

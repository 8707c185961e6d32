import { describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import { transliterate } from './transliterate.ts'

const NAMES: readonly (readonly [script: string, name: string, ...latin: string[]])[] = [
  ['Devanagari', 'रमेश', 'ramesh'],
  ['Devanagari', 'राजकुमार', 'rajkumar'],
  ['Devanagari', 'कमला', 'kamla'],
  ['Devanagari', 'कमल', 'kamal'],
  ['Devanagari', 'कृष्ण', 'krishna'],
  ['Devanagari', 'चंद्र', 'chandra'],
  ['Devanagari', 'ज्ञानेश्वर', 'gyaneshvar'],
  ['Devanagari', 'राजनाथ', 'rajnath'],
  ['Devanagari', 'लक्ष्मी', 'lakshmi'],
  ['Devanagari', 'संपत', 'sampat'],
  ['Devanagari', 'अरोड़ा', 'arora', 'aroda'],
  ['Devanagari', 'ज़फ़र', 'zafar'],
  ['Bengali', 'বিকাশ', 'bikash', 'vikash'],
  ['Bengali', 'যাদব', 'jadab', 'yadav'],
  ['Bengali', 'ঘোষ', 'ghosh'],
  ['Assamese', 'ৰমেন', 'ramen'],
  ['Gurmukhi', 'ਹਰਜੀਤ', 'harjit'],
  ['Gurmukhi', 'ਸਿੰਘ', 'singh'],
  ['Gujarati', 'મહેન્દ્ર', 'mahendra'],
  ['Gujarati', 'પટેલ', 'patel'],
  ['Odia', 'ଜଗନ୍ନାଥ', 'jagannath'],
  ['Tamil', 'முருகன்', 'murugan'],
  ['Tamil', 'கணேஷ்', 'kanesh', 'ganesh'],
  ['Tamil', 'பாலாஜி', 'palaji', 'balaji'],
  ['Tamil', 'சுந்தர்', 'sundar', 'chundar'],
  ['Telugu', 'చంద్రశేఖర్', 'chandrashekhar'],
  ['Telugu', 'వెంకటేశ్', 'venkatesh'],
  ['Kannada', 'ಮಂಜುನಾಥ', 'manjunatha'],
  ['Malayalam', 'വിജയൻ', 'vijayan'],
  ['Malayalam', 'സുരേഷ്', 'suresh'],
  ['Urdu', 'سلیم', 'slim'],
  ['Urdu', 'یوسف', 'yosf', 'yvsf'],
  ['Latin', 'ramesh', 'ramesh'],
  ['Greek, which no table has', 'γιώργος', 'γιώργος']
]

describe('names in Latin letters', () => {
  test.each(NAMES)('%s %s', (_script, name, ...latin) => {
    expect(transliterate(normalise(name))).toEqual(latin)
  })
})

test('a vowel sign or virama that stands alone is taken as it is', () => {
  expect(transliterate('ि')).toEqual(['i'])
  expect(transliterate('्')).toEqual([''])
})

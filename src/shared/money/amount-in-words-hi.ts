import { type AmountWords, type IndianParts, indianNumber, plainParts } from './amount-words.ts'

/** Hindi has a word of its own for every number below a hundred. */
const BELOW_HUNDRED = `
शून्य एक दो तीन चार पाँच छह सात आठ नौ
दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस
बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस
तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस
चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास
पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ
साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर
सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी
अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी
नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे
`
  .trim()
  .split(/\s+/)

export const HINDI_NUMBERS: IndianParts = plainParts((value) => BELOW_HUNDRED[value] ?? '', {
  hundred: 'सौ',
  thousand: 'हज़ार',
  lakh: 'लाख',
  crore: 'करोड़'
})

export const HINDI_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, HINDI_NUMBERS),
  rupeesOnly: (words, rupees) => `${words} ${rupees === 1 ? 'रुपया' : 'रुपये'} मात्र`,
  paiseOnly: (words, paise) => `${words} ${paise === 1 ? 'पैसा' : 'पैसे'} मात्र`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupeeWords} ${rupees === 1 ? 'रुपया' : 'रुपये'} ${paiseWords} ${paise === 1 ? 'पैसा' : 'पैसे'} मात्र`
}

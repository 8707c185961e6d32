import { type AmountWords, type IndianParts, indianNumber, plainParts } from './amount-words.ts'

/** Hindi numbers in Latin letters, spelled as shopkeepers type them. */
const BELOW_HUNDRED = `
zero ek do teen chaar paanch chhah saat aath nau
das gyarah barah terah chaudah pandrah solah satrah atharah unnees
bees ikkees baees teis chaubees pachees chhabbees sattaees atthaees untees
tees ikatees battees taintees chauntees paintees chhattees saintees adtees untaalees
chaalees iktaalees bayaalees taintaalees chavaalees paintaalees chhiyaalees saintaalees adtaalees unchaas
pachaas ikyaavan baavan tirpan chauvan pachpan chhappan sattaavan atthaavan unsath
saath iksath baasath tirsath chaunsath painsath chhiyasath sadsath adsath unhattar
sattar ikhattar bahattar tihattar chauhattar pachhattar chhihattar satattar athhattar unyaasi
assi ikyaasi bayaasi tiraasi chauraasi pachaasi chhiyaasi sattaasi atthaasi navaasi
nabbe ikyaanve baanve tiraanve chauraanve pachaanve chhiyaanve sattaanve atthaanve ninyaanve
`
  .trim()
  .split(/\s+/)

export const HINGLISH_NUMBERS: IndianParts = plainParts((value) => BELOW_HUNDRED[value] ?? '', {
  hundred: 'sau',
  thousand: 'hazaar',
  lakh: 'lakh',
  crore: 'crore'
})

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const HINGLISH_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, HINGLISH_NUMBERS),
  rupeesOnly: (words, rupees) => sentence(`${words} ${rupees === 1 ? 'rupaya' : 'rupaye'} only`),
  paiseOnly: (words) => sentence(`${words} paise only`),
  both: (rupeeWords, paiseWords, rupees) =>
    sentence(`${rupeeWords} ${rupees === 1 ? 'rupaya' : 'rupaye'} ${paiseWords} paise only`)
}

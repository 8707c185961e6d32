import { UNIT_CODES, type UnitCode } from './unit.ts'

/**
 * What people write for a unit, in the scripts of the shop. A word may stand for more than one unit: the first that the
 * item is counted in is meant. Keys of the keyboard, not texts of the screen.
 */
const WORDS: Partial<Record<UnitCode, string>> = {
  PCS: 'pc pcs pce piece pieces p nag nug nos no pis पीस नग अदद पिस नंग પીસ નંગ ਪੀਸ পিস துண்டு పీస్',
  NOS: 'no nos nos. number numbers pc pcs piece pieces नग नंग',
  UNT: 'unit units u pc pcs यूनिट',
  BOX: 'box boxes bx peti pety petti dabba dibba पेटी बॉक्स डिब्बा डब्बा બોક્સ પેટી ਡੱਬਾ ਪੇਟੀ বাক্স பெட்டி పెట్టె ಪೆಟ್ಟಿಗೆ',
  CTN: 'ctn carton cartons cartoon peti कार्टन पेटी કાર્ટન',
  DOZ: 'dz doz dozen dozens darjan darzan दर्जन डज़न डजन ડઝન ਦਰਜਨ ডজন டஜன் డజను ಡಜನ್',
  GRS: 'gross grs gr ग्रोस',
  PRS: 'pair pairs pr prs jodi joda jori जोड़ी जोड़ा જોડી ਜੋੜੀ জোড়া ஜோடி',
  SET: 'set sets सेट સેટ',
  KGS: 'kg kgs kilo kilos kilogram k किलो किग्रा केजी કિલો ਕਿਲੋ কেজি கிலோ కిలో ಕಿಲೋ',
  GMS: 'g gm gms gram grams ग्राम ग्रा ગ્રામ ਗ੍ਰਾਮ গ্রাম கிராம் గ్రాము',
  QTL: 'qtl q quintal quintals kuntal kvintal क्विंटल कुंतल ક્વિન્ટલ ਕੁਇੰਟਲ কুইন্টাল',
  TON: 'ton tons tonne tonnes t टन ટન ਟਨ টন',
  MTS: 'mt mts ton tons tonne tonnes टन',
  LTR: 'l lt ltr ltrs liter liters litre litres लीटर ली લિટર ਲੀਟਰ লিটার லிட்டர் లీటర్',
  MLT: 'ml mlt millilitre milliliter मिली',
  KLR: 'kl klr kilolitre',
  MTR: 'm mt mtr mtrs meter meters metre metres मीटर મીટર ਮੀਟਰ মিটার',
  CMS: 'cm cms सेमी',
  KME: 'km kms किमी',
  YDS: 'yd yds yard yards gaj गज',
  SQF: 'sqft sft sqf',
  SQM: 'sqm sqmt',
  SQY: 'sqyd sqy',
  BAG: 'bag bags bora bori katta थैला बोरा बोरी कट्टा થેલી બોરી ਬੋਰੀ বস্তা மூட்டை',
  PAC: 'pack packs packet packets pkt pkts pac pk पैकेट पैक પેકેટ ਪੈਕੇਟ প্যাকেট',
  BDL: 'bundle bundles bdl gathri बंडल गठरी બંડલ',
  BAL: 'bale bales gaanth ganth गांठ ગાંસડી',
  BTL: 'bottle bottles btl botal बोतल બોટલ',
  ROL: 'roll rolls rol than thaan रोल थान રોલ',
  CAN: 'can cans tin tins टिन कैन',
  DRM: 'drum drums ड्रम',
  BUN: 'bunch bunches bun गुच्छा',
  TUB: 'tube tubes ट्यूब',
  TBS: 'tablet tablets tab tabs गोली',
  THD: 'thousand hazar हज़ार'
}

/** Composed and decomposed letters are one, and so is every way to write them. */
export const unitWord = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/\.$/u, '')

const units = new Map<string, UnitCode[]>()
for (const code of UNIT_CODES) {
  for (const word of [code, ...(WORDS[code]?.split(' ') ?? [])]) {
    const known = units.get(unitWord(word)) ?? []
    if (!known.includes(code)) units.set(unitWord(word), [...known, code])
  }
}

/** The units that a word may stand for; a unit's own code before its other names. */
export function unitsNamed(word: string): readonly UnitCode[] {
  const named = units.get(unitWord(word)) ?? []
  const code = UNIT_CODES.find((one) => one.toLowerCase() === unitWord(word))
  return code === undefined ? named : [code, ...named.filter((one) => one !== code)]
}

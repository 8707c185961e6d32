import type { PartyRow } from '#shared/search/party-index.ts'

export interface MadeParty {
  readonly row: PartyRow
  /** The name as somebody would type it in Latin letters if it is written in an Indian script, else in Devanagari. */
  readonly inOtherScript: string
}

type Random = () => number
/** Latin and Devanagari. */
type Word = readonly [string, string]

const FIRST = pairs(`Ramesh रमेश,Suresh सुरेश,Mahesh महेश,Dinesh दिनेश,Mukesh मुकेश,Rajesh राजेश,Rakesh राकेश,Naresh नरेश,
Ganesh गणेश,Anil अनिल,Sunil सुनील,Vijay विजय,Ajay अजय,Sanjay संजय,Ravi रवि,Mohan मोहन,Sohan सोहन,Rohan रोहन,Deepak दीपक,
Ashok अशोक,Vinod विनोद,Pramod प्रमोद,Manoj मनोज,Pankaj पंकज,Nitin नितिन,Sachin सचिन,Rahul राहुल,Amit अमित,Sumit सुमित,
Rohit रोहित,Mohit मोहित,Kamal कमल,Vimal विमल,Gopal गोपाल,Govind गोविंद,Krishna कृष्ण,Lakshmi लक्ष्मी,Sita सीता,Gita गीता,
Rekha रेखा,Usha उषा,Asha आशा,Pushpa पुष्पा,Kavita कविता,Sunita सुनीता,Anita अनिता,Salim सलीम,Karim करीम,Rahim रहीम,
Yusuf यूसुफ,Imran इमरान,Bharat भारत,Jagdish जगदीश,Harish हरीश,Girish गिरीश,Satish सतीश,Prakash प्रकाश,Vikas विकास,
Subhash सुभाष,Chandan चंदन,Kishor किशोर,Nandlal नंदलाल,Ramlal रामलाल,Shyam श्याम,Hari हरि,Om ओम,Jai जय,Balaji बालाजी`)

const MIDDLE = pairs(`Kumar कुमार,Lal लाल,Chand चंद,Prasad प्रसाद,Das दास,Singh सिंह,Devi देवी,Nath नाथ,Ram राम,Bhai भाई`)

const LAST = pairs(`Gupta गुप्ता,Sharma शर्मा,Verma वर्मा,Agarwal अग्रवाल,Jain जैन,Shah शाह,Patel पटेल,Mehta मेहता,
Joshi जोशी,Mishra मिश्रा,Tiwari तिवारी,Pandey पांडे,Yadav यादव,Chauhan चौहान,Rathore राठौर,Saxena सक्सेना,Khan खान,
Ansari अंसारी,Sheikh शेख,Reddy रेड्डी,Naidu नायडू,Rao राव,Nair नायर,Menon मेनन,Pillai पिल्लई,Das दास,Ghosh घोष,Bose बोस,
Sen सेन,Dutta दत्ता,Banerjee बनर्जी,Kulkarni कुलकर्णी,Deshpande देशपांडे,Patil पाटिल,Pawar पवार,Shinde शिंदे,Jadhav जाधव,
Gill गिल,Sandhu संधू,Bansal बंसल,Goyal गोयल,Mittal मित्तल,Khandelwal खंडेलवाल,Maheshwari माहेश्वरी,Soni सोनी,Thakur ठाकुर`)

const TRADE = pairs(`Traders ट्रेडर्स,Stores स्टोर्स,Kirana किराना,Trading ट्रेडिंग,Enterprises एंटरप्राइजेज,Medical मेडिकल,
Textiles टेक्सटाइल्स,Hardware हार्डवेयर,Bhandar भंडार,Brothers ब्रदर्स,Agency एजेंसी,Mart मार्ट,Sweets स्वीट्स,
Electricals इलेक्ट्रिकल्स,Cloth क्लॉथ,Sales सेल्स`)

const PLACE = pairs(`Kanpur कानपुर,Jaipur जयपुर,Lucknow लखनऊ,Indore इंदौर,Surat सूरत,Nagpur नागपुर,Patna पटना,Agra आगरा,
Meerut मेरठ,Ajmer अजमेर,Kota कोटा,Bhopal भोपाल,Pune पुणे,Nashik नासिक,Rajkot राजकोट,Guntur गुंटूर,Hubli हुबली`)

/** Syllables of villages and family names that no list holds: they make the long tail. */
const SYLLABLES = pairs(`ka का,ki कि,ku कु,ga गा,go गो,cha चा,ja जा,ta ता,da दा,di दि,na ना,ni नि,pa पा,pu पु,ba बा,bi बि,
ma मा,mu मु,ra रा,ri रि,la ला,lo लो,va वा,vi वि,sa सा,su सु,ha हा,sha शा`)

/** Blocks that share Devanagari's layout, so that a letter is moved by adding: Bengali to Kannada. */
const OTHER_BLOCKS: readonly number[] = [0x0980, 0x0a00, 0x0a80, 0x0b00, 0x0c00, 0x0c80]
const DEVANAGARI = 0x0900
const SHARED_LETTERS =
  /[\u0915-\u0928\u092a-\u092c\u092e-\u0930\u0932\u0936-\u0939\u093e-\u0942\u0947\u0948\u094b-\u094d]/

/** A small generator of numbers from 0 to 1 that gives the same row for the same seed everywhere (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Parties numbered from 1: three in five in Latin letters, one in four in Devanagari, the others in six more scripts. */
export function makeParties(count: number, random: Random): MadeParty[] {
  return Array.from({ length: count }, (_, at) => makeParty(at + 1, random))
}

function makeParty(partyNo: number, random: Random): MadeParty {
  const words = nameWords(random)
  const latin = words.map(([word]) => word).join(' ')
  const devanagari = words.map(([, word]) => word).join(' ')
  const script = random()
  const name = script < 0.6 ? latin : script < 0.85 ? devanagari : moved(devanagari, pick(OTHER_BLOCKS, random))
  const isUsed = random() < 0.6
  const place = pick(PLACE, random)
  return {
    inOtherScript: script < 0.6 ? devanagari : latin,
    row: {
      partyNo,
      name,
      place: random() < 0.8 ? place[0] : place[1],
      phone: random() < 0.9 ? String(6e9 + Math.floor(random() * 4e9)) : '',
      alias: '',
      uses: isUsed ? Math.floor(1 / (random() + 0.002)) : 0,
      lastUsedOn: isUsed ? 20260000 + (1 + Math.floor(random() * 11)) * 100 + 1 + Math.floor(random() * 28) : 0
    }
  }
}

function nameWords(random: Random): Word[] {
  const kind = random()
  const own = random() < 0.5 ? pick(LAST, random) : made(random)
  if (kind < 0.3) return [pick(FIRST, random), own, pick(TRADE, random)]
  if (kind < 0.6) return [pick(FIRST, random), pick(MIDDLE, random), own]
  if (kind < 0.8) return [made(random), pick(FIRST, random), pick(TRADE, random)]
  return [pick(FIRST, random), made(random)]
}

function made(random: Random): Word {
  const syllables = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES, random))
  const latin = syllables.map(([syllable]) => syllable).join('')
  return [latin.charAt(0).toUpperCase() + latin.slice(1), syllables.map(([, syllable]) => syllable).join('')]
}

function moved(devanagari: string, block: number): string {
  return [...devanagari]
    .map((letter) =>
      SHARED_LETTERS.test(letter) ? String.fromCodePoint(letter.charCodeAt(0) - DEVANAGARI + block) : letter
    )
    .join('')
}

export function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T
}

function pairs(text: string): readonly Word[] {
  return text.split(/,\s*/).map((pair) => {
    const [latin = '', devanagari = ''] = pair.trim().split(' ')
    return [latin, devanagari]
  })
}

import type { ItemRow } from '#shared/search/item-index.ts'
import { pick } from './made-parties.ts'

export interface MadeItem {
  readonly row: ItemRow
  /** The name as somebody would type it in Latin letters if it is written in an Indian script, else in Devanagari. */
  readonly inOtherScript: string
}

type Random = () => number
/** Latin and Devanagari. */
type Word = readonly [string, string]

const BRANDS =
  pairs(`Tata टाटा,Surya सूर्या,Ganesh गणेश,Aashirvad आशीर्वाद,Patanjal पतंजल,Anmol अनमोल,Sundar सुंदर,Nirala निराला,
Kamal कमल,Vijay विजय,Shakti शक्ति,Goldi गोल्डी,Rajdhan राजधन,Everes एवरेस,Fortun फॉर्चुन,Saffol सफोल,Parla पारला,Britan ब्रिटान,
Haldi हल्दी,Madhur मधुर,Deepak दीपक,Nataraj नटराज,Camli कैमलि,Cello सेलो,Milton मिल्टन,Havel हैवेल,Polica पोलिका,Asian एशियन,
Berger बर्जर,Supreme सुप्रीम`)

const GOODS =
  pairs(`Sugar चीनी,Salt नमक,Rice चावल,Atta आटा,Maida मैदा,Suji सूजी,Besan बेसन,Toor Dal तुअर दाल,Chana Dal चना दाल,
Moong Dal मूंग दाल,Rajma राजमा,Mustard Oil सरसों तेल,Groundnut Oil मूंगफली तेल,Ghee घी,Tea चाय,Coffee कॉफी,Turmeric हल्दी,
Chilli Powder मिर्च पाउडर,Coriander धनिया,Cumin जीरा,Biscuit बिस्कुट,Namkeen नमकीन,Soap साबुन,Shampoo शैंपू,Detergent डिटर्जेंट,
Toothpaste टूथपेस्ट,Hair Oil हेयर ऑयल,Agarbatti अगरबत्ती,Matchbox माचिस,Candle मोमबत्ती,Notebook नोटबुक,Pencil पेंसिल,Pen पेन,
Bucket बाल्टी,Tiffin टिफिन,Bulb बल्ब,Wire तार,Switch स्विच,Paint पेंट,Brush ब्रश,Pipe पाइप,Saree साड़ी,Towel तौलिया,Chappal चप्पल`)

const KINDS = pairs(`Gold गोल्ड,Premium प्रीमियम,Special स्पेशल,Super सुपर,Classic क्लासिक,Royal रॉयल,Fresh फ्रेश,Extra एक्स्ट्रा,
Lal लाल,Hara हरा,Neela नीला,Safed सफेद`)

const SIZES = ['50 g', '100 g', '200 g', '500 g', '1 kg', '2 kg', '5 kg', '10 kg', '250 ml', '1 L', '12 pc', '24 pc']
const GROUPS = ['Grocery', 'Oils', 'Spices', 'Toiletries', 'Stationery', 'Hardware', 'Cloth', 'Snacks']

/** Blocks that share Devanagari's layout, so that a letter is moved by adding: Bengali, Gujarati, Telugu, Kannada. */
const OTHER_BLOCKS: readonly number[] = [0x0980, 0x0a80, 0x0c00, 0x0c80]
const DEVANAGARI = 0x0900
const MOVABLE =
  /[\u0902\u0915-\u0928\u092a-\u092c\u092e-\u0930\u0932\u0936-\u0939\u093e-\u0942\u0947\u0948\u094b-\u094d]/g

/** Items numbered from 1: seven in ten in Latin letters, one in five in Devanagari, the others in four more scripts. */
export function makeItems(count: number, random: Random): MadeItem[] {
  return Array.from({ length: count }, (_, at) => makeItem(at + 1, random))
}

function makeItem(itemNo: number, random: Random): MadeItem {
  const words = [pick(BRANDS, random), pick(GOODS, random), ...(random() < 0.5 ? [pick(KINDS, random)] : [])]
  const size = pick(SIZES, random)
  const latin = [...words.map(([word]) => word), size].join(' ')
  const devanagari = [...words.map(([, word]) => word), size].join(' ')
  const script = random()
  const isUsed = random() < 0.6
  return {
    inOtherScript: script < 0.7 ? devanagari : latin,
    row: {
      itemNo,
      name: script < 0.7 ? latin : script < 0.9 ? devanagari : moved(devanagari, pick(OTHER_BLOCKS, random)),
      group: pick(GROUPS, random),
      alias: '',
      code: random() < 0.5 ? `A${itemNo}` : '',
      barcodes: random() < 0.7 ? [`890${String(Math.floor(random() * 1e10)).padStart(10, '0')}`] : [],
      uses: isUsed ? Math.floor(1 / (random() + 0.002)) : 0,
      lastUsedOn: isUsed ? 20260101 + Math.floor(random() * 11) * 100 + Math.floor(random() * 28) : 0
    }
  }
}

const moved = (name: string, block: number): string =>
  name.replace(MOVABLE, (letter) => String.fromCharCode(letter.charCodeAt(0) - DEVANAGARI + block))

function pairs(text: string): readonly Word[] {
  return text.split(',').map((pair) => {
    const words = pair.trim().split(' ')
    const half = words.length / 2
    return [words.slice(0, half).join(' '), words.slice(half).join(' ')] as const
  })
}

import { minor, ZERO } from '#shared/money/money.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReceiptFacts } from '#shared/receipt/receipt-facts.ts'
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import { CREDIT_SALE, SHOP } from './paper-samples.ts'
import { receiptTranslate } from './receipt-translate.ts'

/** What a shop of one language writes: names with conjuncts, a long name, other scripts on the same line. */
interface Sample {
  readonly shop: string
  readonly place: string
  readonly foot: string
  readonly person: string
  readonly party: string
  readonly partyPlace: string
  /** Four kinds of goods; the second is long. */
  readonly goods: readonly [string, string, string, string]
  readonly second?: ReceiptLanguage
}

const SAMPLES: Readonly<Record<ReceiptLanguage, Sample>> = {
  en: {
    shop: 'Sharma Traders',
    place: 'Sadar Bazaar, Delhi 110006',
    foot: 'Goods once sold are taken back within 7 days with this bill.',
    person: 'Ravi',
    party: 'Ramesh Kirana & General Stores',
    partyPlace: 'Karol Bagh, रमेश',
    goods: [
      'Basmati rice 25 kg',
      'Cotton bales, long staple, Shankar-6, pressed at Rajkot',
      'Mustard oil 15 L (tin) सरसों',
      'Tea ₹ 450 a kg × 4'
    ]
  },
  hi: {
    shop: 'शर्मा ट्रेडर्स',
    place: 'सदर बाज़ार, दिल्ली 110006',
    foot: 'माल सात दिन के अंदर इस बिल के साथ वापस लिया जाएगा। धन्यवाद!',
    person: 'रवि',
    party: 'रमेश किराना एवं क्षत्रिय ब्रदर्स',
    partyPlace: 'करोल बाग़, Delhi',
    goods: [
      'बासमती चावल 25 kg',
      'अरहर दाल, छिलका रहित, द्वितीय श्रेणी, Laxmi ब्रांड',
      'सरसों तेल 15 L (टिन)',
      'चाय ₹ 450 किलो × 4'
    ],
    second: 'en'
  },
  'hi-Latn': {
    shop: 'Gupta Ji Kirana Bhandar',
    place: 'Ghanta Ghar, Ludhiana 141008',
    foot: 'Maal saat din mein bill ke saath waapas hoga. Dhanyavaad!',
    person: 'Chhotu',
    party: 'Ramesh bhai kapde wale',
    partyPlace: 'Chaura Bazaar',
    goods: [
      'Basmati chawal 25 kg',
      'Arhar daal, bina chhilka, doosri quality, Laxmi brand',
      'Sarson ka tel 15 L (tin)',
      'Chai ₹ 450 kilo × 4'
    ]
  },
  mr: {
    shop: 'श्री ज्ञानेश्वर ट्रेडर्स',
    place: 'मंडई, पुणे 411002',
    foot: 'एकदा विकलेला माल सात दिवसांत या बिलासह परत घेतला जाईल. धन्यवाद!',
    person: 'विठ्ठल',
    party: 'तुळजाभवानी किराणा व जनरल स्टोअर्स',
    partyPlace: 'कऱ्हाड, जि. सातारा',
    goods: [
      'आंबेमोहोर तांदूळ 25 kg',
      'तूर डाळ, सालविरहित, दुसरी प्रत, Laxmi ब्रँड',
      'शेंगदाणा तेल 15 L (डबा)',
      'चहा ₹ 450 किलो × 4'
    ],
    second: 'hi'
  },
  gu: {
    shop: 'શ્રી કૃષ્ણ ટ્રેડર્સ',
    place: 'માણેક ચોક, અમદાવાદ 380001',
    foot: 'વેચેલો માલ સાત દિવસમાં આ બિલ સાથે પાછો લેવાશે. આભાર!',
    person: 'જિજ્ઞેશ',
    party: 'ક્ષત્રિય બ્રધર્સ કરિયાણા સ્ટોર',
    partyPlace: 'દ્વારકા',
    goods: [
      'બાસમતી ચોખા 25 kg',
      'તુવેર દાળ, ફોતરાં વગરની, બીજી જાત, Laxmi બ્રાન્ડ',
      'સિંગતેલ 15 L (ડબ્બો)',
      'ચા ₹ 450 કિલો × 4'
    ]
  },
  pa: {
    shop: 'ਸ੍ਰੀ ਅੰਮ੍ਰਿਤਸਰ ਟ੍ਰੇਡਰਜ਼',
    place: 'ਚੌੜਾ ਬਾਜ਼ਾਰ, ਲੁਧਿਆਣਾ 141008',
    foot: 'ਮਾਲ ਸੱਤ ਦਿਨਾਂ ਵਿੱਚ ਇਸ ਬਿੱਲ ਨਾਲ ਵਾਪਸ ਲਿਆ ਜਾਵੇਗਾ। ਧੰਨਵਾਦ!',
    person: 'ਗੁਰਪ੍ਰੀਤ',
    party: 'ਪ੍ਰੀਤਮ ਸਿੰਘ ਐਂਡ ਸੰਨਜ਼ ਕਰਿਆਨਾ',
    partyPlace: 'ਖੰਨਾ ਮੰਡੀ',
    goods: [
      'ਬਾਸਮਤੀ ਚੌਲ 25 kg',
      'ਅਰਹਰ ਦੀ ਦਾਲ, ਛਿਲਕੇ ਤੋਂ ਬਿਨਾਂ, ਦੂਜੀ ਕਿਸਮ, Laxmi ਮਾਰਕਾ',
      'ਸਰ੍ਹੋਂ ਦਾ ਤੇਲ 15 L (ਟੀਨ)',
      'ਚਾਹ ₹ 450 ਕਿਲੋ × 4'
    ]
  },
  bn: {
    shop: 'শ্রীকৃষ্ণ ট্রেডার্স',
    place: 'বড়বাজার, কলকাতা 700007',
    foot: 'বিক্রীত মাল সাত দিনের মধ্যে এই বিল সহ ফেরত নেওয়া হবে। ধন্যবাদ!',
    person: 'উজ্জ্বল',
    party: 'রমেশ মুদিখানা ও জেনারেল স্টোর্স',
    partyPlace: 'শ্রীরামপুর, হুগলি',
    goods: ['বাসমতী চাল 25 kg', 'অড়হর ডাল, খোসা ছাড়া, দ্বিতীয় শ্রেণি, Laxmi ব্র্যান্ড', 'সর্ষের তেল 15 L (টিন)', 'চা ₹ 450 কেজি × 4'],
    second: 'en'
  },
  as: {
    shop: 'শ্ৰীকৃষ্ণ ট্ৰেডাৰ্ছ',
    place: 'ফাঁচী বজাৰ, গুৱাহাটী 781001',
    foot: 'বিক্ৰী কৰা মাল সাত দিনৰ ভিতৰত এই বিলৰ সৈতে ঘূৰাই লোৱা হ’ব। ধন্যবাদ!',
    person: 'ৰঞ্জন',
    party: 'ৰমেশ গেলামালৰ দোকান আৰু ক্ষুদ্ৰ ব্যৱসায়',
    partyPlace: 'যোৰহাট',
    goods: [
      'জহা চাউল 25 kg',
      'ৰহৰ দাইল, বাকলি নথকা, দ্বিতীয় শ্ৰেণী, Laxmi ব্ৰেণ্ড',
      'সৰিয়হৰ তেল 15 L (টিন)',
      'চাহপাত ₹ 450 কেজি × 4'
    ]
  },
  or: {
    shop: 'ଶ୍ରୀକୃଷ୍ଣ ଟ୍ରେଡର୍ସ',
    place: 'ମାଲଗୋଦାମ, କଟକ 753003',
    foot: 'ବିକ୍ରି ମାଲ ସାତ ଦିନ ମଧ୍ୟରେ ଏହି ବିଲ୍ ସହ ଫେରସ୍ତ ନିଆଯିବ। ଧନ୍ୟବାଦ!',
    person: 'ଜ୍ୟୋତି',
    party: 'ରମେଶ କିରାନା ଓ କ୍ଷତ୍ରିୟ ବ୍ରଦର୍ସ',
    partyPlace: 'ଭୁବନେଶ୍ୱର',
    goods: ['ବାସୁମତୀ ଚାଉଳ 25 kg', 'ହରଡ଼ ଡାଲି, ଚୋପା ବିନା, ଦ୍ୱିତୀୟ ଶ୍ରେଣୀ, Laxmi ବ୍ରାଣ୍ଡ', 'ସୋରିଷ ତେଲ 15 L (ଟିଣ)', 'ଚା’ ₹ 450 କେଜି × 4']
  },
  ta: {
    shop: 'ஸ்ரீ கிருஷ்ணா டிரேடர்ஸ்',
    place: 'கொத்தவால் சாவடி, சென்னை 600001',
    foot: 'விற்ற சரக்கு ஏழு நாட்களுக்குள் இந்த பில்லுடன் திரும்ப எடுக்கப்படும். நன்றி!',
    person: 'முத்து',
    party: 'லக்ஷ்மி மளிகை ஸ்டோர்ஸ்',
    partyPlace: 'கும்பகோணம்',
    goods: [
      'பாஸ்மதி அரிசி 25 kg',
      'துவரம் பருப்பு, தோல் நீக்கியது, இரண்டாம் தரம், Laxmi பிராண்ட்',
      'நல்லெண்ணெய் 15 L (டின்)',
      'டீத்தூள் ₹ 450 கிலோ × 4'
    ],
    second: 'en'
  },
  te: {
    shop: 'శ్రీ కృష్ణా ట్రేడర్స్',
    place: 'బేగం బజార్, హైదరాబాద్ 500012',
    foot: 'అమ్మిన సరుకు ఏడు రోజుల్లో ఈ బిల్లుతో వాపసు తీసుకోబడును. ధన్యవాదాలు!',
    person: 'వెంకట్',
    party: 'లక్ష్మీ కిరాణా & జనరల్ స్టోర్స్',
    partyPlace: 'వరంగల్',
    goods: ['బాస్మతి బియ్యం 25 kg', 'కందిపప్పు, పొట్టు లేనిది, రెండవ రకం, Laxmi బ్రాండ్', 'వేరుశెనగ నూనె 15 L (డబ్బా)', 'టీ పొడి ₹ 450 కిలో × 4']
  },
  kn: {
    shop: 'ಶ್ರೀ ಕೃಷ್ಣ ಟ್ರೇಡರ್ಸ್',
    place: 'ಚಿಕ್ಕಪೇಟೆ, ಬೆಂಗಳೂರು 560053',
    foot: 'ಮಾರಿದ ಸರಕನ್ನು ಏಳು ದಿನಗಳೊಳಗೆ ಈ ಬಿಲ್ಲಿನೊಂದಿಗೆ ವಾಪಸ್ ಪಡೆಯಲಾಗುವುದು. ಧನ್ಯವಾದಗಳು!',
    person: 'ಮಂಜುನಾಥ',
    party: 'ಲಕ್ಷ್ಮೀ ಪ್ರಾವಿಜನ್ ಸ್ಟೋರ್ಸ್',
    partyPlace: 'ಚಿಕ್ಕಬಳ್ಳಾಪುರ',
    goods: [
      'ಬಾಸ್ಮತಿ ಅಕ್ಕಿ 25 kg',
      'ತೊಗರಿ ಬೇಳೆ, ಸಿಪ್ಪೆ ಇಲ್ಲದ, ಎರಡನೇ ದರ್ಜೆ, Laxmi ಬ್ರ್ಯಾಂಡ್',
      'ಕಡಲೆಕಾಯಿ ಎಣ್ಣೆ 15 L (ಡಬ್ಬ)',
      'ಚಹಾ ಪುಡಿ ₹ 450 ಕೆಜಿ × 4'
    ]
  },
  ml: {
    shop: 'ശ്രീകൃഷ്ണ ട്രേഡേഴ്സ്',
    place: 'ചാല, തിരുവനന്തപുരം 695036',
    foot: 'വിറ്റ ചരക്ക് ഏഴു ദിവസത്തിനകം ഈ ബില്ലോടെ തിരികെ എടുക്കും. നന്ദി!',
    person: 'ഉണ്ണികൃഷ്ണൻ',
    party: 'ലക്ഷ്മി പ്രൊവിഷൻ സ്റ്റോഴ്സ്',
    partyPlace: 'ആറ്റിങ്ങൽ',
    goods: [
      'ബസ്മതി അരി 25 kg',
      'തുവരപ്പരിപ്പ്, തൊലി കളഞ്ഞത്, രണ്ടാം തരം, Laxmi ബ്രാൻഡ്',
      'വെളിച്ചെണ്ണ 15 L (ടിൻ)',
      'ചായപ്പൊടി ₹ 450 കിലോ × 4'
    ]
  },
  ur: {
    shop: 'محمد یوسف اینڈ سنز',
    place: 'چوک، لکھنؤ 226003',
    foot: 'فروخت شدہ مال سات دن کے اندر اس بل کے ساتھ واپس لیا جائے گا۔ شکریہ!',
    person: 'سلیم',
    party: 'رمیش کریانہ اینڈ جنرل اسٹورز',
    partyPlace: 'چھتیس گڑھ، Raipur',
    goods: [
      'باسمتی چاول 25 kg',
      'ارہر کی دال، بغیر چھلکا، دوسری قسم، Laxmi برانڈ (نیا مال)',
      'Mustard oil 15 L (tin)',
      'چائے ₹ 450 کلو × 4'
    ],
    second: 'en'
  },
  fr: {
    shop: 'Épicerie Française & Cie',
    place: 'Rue Dupleix, Pondichéry 605001',
    foot: 'Les marchandises sont reprises sous 7 jours avec cette facture. Merci !',
    person: 'Gaël',
    party: 'Chez Noël, cœur de bœuf et garçons',
    partyPlace: 'Auroville',
    goods: [
      'Riz basmati 25 kg',
      'Lentilles décortiquées, deuxième qualité, marque Laxmi லக்ஷ்மி',
      'Huile de moutarde 15 L (bidon)',
      'Thé à ₹ 450 le kg × 4'
    ],
    second: 'ta'
  },
  ko: {
    shop: '한강 무역상사',
    place: '첸나이 오라가담 602105',
    foot: '판매한 물건은 7일 안에 이 영수증과 함께 반품할 수 있습니다. 감사합니다!',
    person: '김민수',
    party: '라메시 식료품 도매',
    partyPlace: 'Sriperumbudur, தமிழ்நாடு',
    goods: [
      '바스마티 쌀 25 kg',
      '껍질을 벗긴 렌즈콩, 이등급, Laxmi 상표, 괜찮은 값',
      '겨자기름 15 L (통)',
      '홍차 ₹ 450 킬로 × 4'
    ]
  }
}

/** A bill with everything: long names, part payment in cash and by UPI, the rest on credit, an old balance, a code. */
function factsOf(language: ReceiptLanguage): ReceiptFacts {
  const { shop, place, foot, person, party, partyPlace, goods } = SAMPLES[language]
  const amounts = [minor(245_000), minor(9_803_050), minor(211_525), minor(180_000)] as const
  return {
    ...CREDIT_SALE,
    language,
    shop: { ...SHOP, name: shop, place, footText: foot },
    counterName: '1',
    personName: person,
    party: { name: party, place: partyPlace, phone: '94140 55555' },
    lines: goods.map((text, index) => ({ text, amountMinor: amounts[index] ?? ZERO })),
    amountMinor: minor(10_439_575),
    cashMinor: minor(3_000_000),
    upiMinor: minor(2_000_000),
    creditMinor: minor(5_439_575),
    oldBalanceMinor: minor(1_245_000),
    newBalanceMinor: minor(6_684_575)
  }
}

export interface LanguageSample {
  readonly language: ReceiptLanguage
  readonly widthMm: 58 | 80
  readonly widthDots: number
  readonly document: ReceiptDocument
}

/** The same bill in every language, on both widths. */
export const LANGUAGE_SAMPLES: readonly LanguageSample[] = RECEIPT_LANGUAGES.flatMap((language) => {
  const document = buildReceipt(factsOf(language), receiptTranslate(language))
  return [
    { language, widthMm: 58, widthDots: 384, document },
    { language, widthMm: 80, widthDots: 576, document }
  ]
})

/** Papers in two languages. */
export const TWO_LANGUAGE_SAMPLES: readonly LanguageSample[] = RECEIPT_LANGUAGES.flatMap((language) => {
  const { second } = SAMPLES[language]
  if (second === undefined) return []
  const document = buildReceipt(factsOf(language), receiptTranslate(language, second))
  return [
    { language, widthMm: 58, widthDots: 384, document },
    { language, widthMm: 80, widthDots: 576, document }
  ]
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import { amountInWords } from './amount-in-words.ts'
import { MAX_BALANCE_MINOR, minor } from './money.ts'

/** 0.50, 1, 15, 21, 99, 100, 123456.50 and a crore. */
const AMOUNTS = [50, 100, 1500, 2100, 9900, 10_000, 12_345_650, 1_000_000_000]

const WORDS: Readonly<Record<ReceiptLanguage, readonly string[]>> = {
  en: [
    'Paise Fifty Only',
    'Rupee One Only',
    'Rupees Fifteen Only',
    'Rupees Twenty-one Only',
    'Rupees Ninety-nine Only',
    'Rupees One Hundred Only',
    'Rupees One Lakh Twenty-three Thousand Four Hundred Fifty-six and Paise Fifty Only',
    'Rupees One Crore Only'
  ],
  hi: [
    'पचास पैसे मात्र',
    'एक रुपया मात्र',
    'पंद्रह रुपये मात्र',
    'इक्कीस रुपये मात्र',
    'निन्यानवे रुपये मात्र',
    'एक सौ रुपये मात्र',
    'एक लाख तेईस हज़ार चार सौ छप्पन रुपये पचास पैसे मात्र',
    'एक करोड़ रुपये मात्र'
  ],
  'hi-Latn': [
    'Pachaas paise only',
    'Ek rupaya only',
    'Pandrah rupaye only',
    'Ikkees rupaye only',
    'Ninyaanve rupaye only',
    'Ek sau rupaye only',
    'Ek lakh teis hazaar chaar sau chhappan rupaye pachaas paise only',
    'Ek crore rupaye only'
  ],
  mr: [
    'पन्नास पैसे फक्त',
    'एक रुपया फक्त',
    'पंधरा रुपये फक्त',
    'एकवीस रुपये फक्त',
    'नव्व्याण्णव रुपये फक्त',
    'शंभर रुपये फक्त',
    'एक लाख तेवीस हजार चारशे छप्पन्न रुपये पन्नास पैसे फक्त',
    'एक कोटी रुपये फक्त'
  ],
  gu: [
    'પચાસ પૈસા પૂરા',
    'એક રૂપિયો પૂરો',
    'પંદર રૂપિયા પૂરા',
    'એકવીસ રૂપિયા પૂરા',
    'નવ્વાણું રૂપિયા પૂરા',
    'એક સો રૂપિયા પૂરા',
    'એક લાખ તેવીસ હજાર ચાર સો છપ્પન રૂપિયા પચાસ પૈસા પૂરા',
    'એક કરોડ રૂપિયા પૂરા'
  ],
  pa: [
    'ਪੰਜਾਹ ਪੈਸੇ ਸਿਰਫ਼',
    'ਇੱਕ ਰੁਪਇਆ ਸਿਰਫ਼',
    'ਪੰਦਰਾਂ ਰੁਪਏ ਸਿਰਫ਼',
    'ਇੱਕੀ ਰੁਪਏ ਸਿਰਫ਼',
    'ਨਿੰਨਾਣਵੇਂ ਰੁਪਏ ਸਿਰਫ਼',
    'ਇੱਕ ਸੌ ਰੁਪਏ ਸਿਰਫ਼',
    'ਇੱਕ ਲੱਖ ਤੇਈ ਹਜ਼ਾਰ ਚਾਰ ਸੌ ਛਪੰਜਾ ਰੁਪਏ ਪੰਜਾਹ ਪੈਸੇ ਸਿਰਫ਼',
    'ਇੱਕ ਕਰੋੜ ਰੁਪਏ ਸਿਰਫ਼'
  ],
  bn: [
    'পঞ্চাশ পয়সা মাত্র',
    'এক টাকা মাত্র',
    'পনেরো টাকা মাত্র',
    'একুশ টাকা মাত্র',
    'নিরানব্বই টাকা মাত্র',
    'এক শত টাকা মাত্র',
    'এক লক্ষ তেইশ হাজার চার শত ছাপ্পান্ন টাকা পঞ্চাশ পয়সা মাত্র',
    'এক কোটি টাকা মাত্র'
  ],
  as: [
    'পঞ্চাশ পইচা মাত্ৰ',
    'এক টকা মাত্ৰ',
    'পোন্ধৰ টকা মাত্ৰ',
    'একৈশ টকা মাত্ৰ',
    'নিৰানব্বৈ টকা মাত্ৰ',
    'এশ টকা মাত্ৰ',
    'এক লাখ তেইশ হাজাৰ চাৰিশ ছাপন্ন টকা পঞ্চাশ পইচা মাত্ৰ',
    'এক কোটি টকা মাত্ৰ'
  ],
  or: [
    'ପଚାଶ ପଇସା ମାତ୍ର',
    'ଏକ ଟଙ୍କା ମାତ୍ର',
    'ପନ୍ଦର ଟଙ୍କା ମାତ୍ର',
    'ଏକୋଇଶି ଟଙ୍କା ମାତ୍ର',
    'ଅନେଶତ ଟଙ୍କା ମାତ୍ର',
    'ଏକ ଶହ ଟଙ୍କା ମାତ୍ର',
    'ଏକ ଲକ୍ଷ ତେଇଶି ହଜାର ଚାରି ଶହ ଛପନ ଟଙ୍କା ପଚାଶ ପଇସା ମାତ୍ର',
    'ଏକ କୋଟି ଟଙ୍କା ମାତ୍ର'
  ],
  ta: [
    'ஐம்பது பைசா மட்டும்',
    'ஒரு ரூபாய் மட்டும்',
    'பதினைந்து ரூபாய் மட்டும்',
    'இருபத்தொன்று ரூபாய் மட்டும்',
    'தொண்ணூற்றொன்பது ரூபாய் மட்டும்',
    'நூறு ரூபாய் மட்டும்',
    'ஒரு லட்சத்து இருபத்து மூன்றாயிரத்து நானூற்று ஐம்பத்தாறு ரூபாய் ஐம்பது பைசா மட்டும்',
    'ஒரு கோடி ரூபாய் மட்டும்'
  ],
  te: [
    'యాభై పైసలు మాత్రమే',
    'ఒక రూపాయి మాత్రమే',
    'పదిహేను రూపాయలు మాత్రమే',
    'ఇరవై ఒకటి రూపాయలు మాత్రమే',
    'తొంభై తొమ్మిది రూపాయలు మాత్రమే',
    'వంద రూపాయలు మాత్రమే',
    'ఒక లక్ష ఇరవై మూడు వేల నాలుగు వందల యాభై ఆరు రూపాయల యాభై పైసలు మాత్రమే',
    'ఒక కోటి రూపాయలు మాత్రమే'
  ],
  kn: [
    'ಐವತ್ತು ಪೈಸೆ ಮಾತ್ರ',
    'ಒಂದು ರೂಪಾಯಿ ಮಾತ್ರ',
    'ಹದಿನೈದು ರೂಪಾಯಿಗಳು ಮಾತ್ರ',
    'ಇಪ್ಪತ್ತೊಂದು ರೂಪಾಯಿಗಳು ಮಾತ್ರ',
    'ತೊಂಬತ್ತೊಂಬತ್ತು ರೂಪಾಯಿಗಳು ಮಾತ್ರ',
    'ನೂರು ರೂಪಾಯಿಗಳು ಮಾತ್ರ',
    'ಒಂದು ಲಕ್ಷದ ಇಪ್ಪತ್ತಮೂರು ಸಾವಿರದ ನಾನೂರ ಐವತ್ತಾರು ರೂಪಾಯಿ ಐವತ್ತು ಪೈಸೆ ಮಾತ್ರ',
    'ಒಂದು ಕೋಟಿ ರೂಪಾಯಿಗಳು ಮಾತ್ರ'
  ],
  ml: [
    'അമ്പത് പൈസ മാത്രം',
    'ഒരു രൂപ മാത്രം',
    'പതിനഞ്ച് രൂപ മാത്രം',
    'ഇരുപത്തിയൊന്ന് രൂപ മാത്രം',
    'തൊണ്ണൂറ്റിയൊമ്പത് രൂപ മാത്രം',
    'നൂറ് രൂപ മാത്രം',
    'ഒരു ലക്ഷത്തി ഇരുപത്തിമൂന്ന് ആയിരത്തി നാനൂറ്റി അമ്പത്തിയാറ് രൂപ അമ്പത് പൈസ മാത്രം',
    'ഒരു കോടി രൂപ മാത്രം'
  ],
  ur: [
    'پچاس پیسے صرف',
    'ایک روپیہ صرف',
    'پندرہ روپے صرف',
    'اکیس روپے صرف',
    'نناوے روپے صرف',
    'ایک سو روپے صرف',
    'ایک لاکھ تئیس ہزار چار سو چھپن روپے پچاس پیسے صرف',
    'ایک کروڑ روپے صرف'
  ],
  fr: [
    'Cinquante paise',
    'Une roupie',
    'Quinze roupies',
    'Vingt et une roupies',
    'Quatre-vingt-dix-neuf roupies',
    'Cent roupies',
    'Cent vingt-trois mille quatre cent cinquante-six roupies et cinquante paise',
    'Dix millions de roupies'
  ],
  ko: [
    '일금 오십 파이사 정',
    '일금 일 루피 정',
    '일금 십오 루피 정',
    '일금 이십일 루피 정',
    '일금 구십구 루피 정',
    '일금 백 루피 정',
    '일금 십이만삼천사백오십육 루피 오십 파이사 정',
    '일금 일천만 루피 정'
  ]
}

describe.each(RECEIPT_LANGUAGES)('an amount in words in %s', (language) => {
  test('is what is written on bills', () => {
    expect(AMOUNTS.map((amount) => amountInWords(minor(amount), language))).toEqual(WORDS[language])
  })

  test('has words for every paisa below a hundred rupees, each its own, without a digit', () => {
    const all = Array.from({ length: 10_000 }, (_, amount) => amountInWords(minor(amount), language))
    expect(new Set(all).size).toBe(10_000)
    expect(all.filter((words) => /\p{Nd}|undefined|\s\s|^\s|\s$/u.test(words))).toEqual([])
  })

  test('has words of its own for every amount up to the largest', () => {
    const amount = fc.integer({ min: 0, max: MAX_BALANCE_MINOR })
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const words = amountInWords(minor(one), language)
        expect(words).toBe(words.trim().normalize('NFC'))
        if (one !== other) expect(words).not.toBe(amountInWords(minor(other), language))
      })
    )
  })
})

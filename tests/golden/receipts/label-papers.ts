import { zItem } from '#shared/items/item.ts'
import { buildLabels } from '#shared/receipt/build-labels.ts'
import { receiptTranslate } from './receipt-translate.ts'

const itemOf = (name: string, code: string, price: number, retailPriceMinor: number | null = null) =>
  zItem.parse({
    id: '00000000-0000-7000-8000-000000000001',
    name,
    code,
    barcodes: /^\d{8,}$/.test(code) ? [code] : [],
    prices: [{ level: '', unit: 'PCS', rate: price * 1000 }],
    retailPriceMinor,
    isArchived: false
  })

/** One label of each sort of bars, names in three scripts, one without bars and one too long for a narrow roll. */
export const LABEL_ITEMS = [
  itemOf('Glucose biscuits, family pack 800 g', '8901234567890', 110, 12_000),
  itemOf('सरसों का तेल, कच्ची घानी, 1 लीटर की बोतल, लक्ष्मी ब्रांड', '96385074', 186.5),
  itemOf('Steel scrubber', 'SCRUB-12', 9),
  itemOf('مسالہ چائے', '012345678905', 45, 5_000),
  itemOf('Loose jaggery', '', 54),
  itemOf('Code of many letters', 'ABCDEFGHIJKLMNOPQRST', 1)
]

/** What the scanner gives back for each, as a number of GS1 with 13 digits or as the very code. */
export const LABEL_CODES = ['8901234567890', '96385074', 'SCRUB-12', '0012345678905']

export const labelsOf = (copies: number, skip = 0, sheet: '65' | '24' = '65') =>
  buildLabels(
    {
      language: 'en',
      shopName: 'Sharma Traders',
      labels: LABEL_ITEMS.map((item) => ({ item, copies })),
      price: { amountMinor: null },
      sheet,
      skip
    },
    receiptTranslate('en')
  )

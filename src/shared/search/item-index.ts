import { type Found, type Named, NameIndex } from './name-index.ts'
import { digitsOf } from './normalise.ts'

export interface ItemRow {
  readonly itemNo: number
  readonly name: string
  readonly group: string
  /** Other names, parted by `,` `;` `/` or `|`. */
  readonly alias: string
  readonly code: string
  readonly barcodes: readonly string[]
  /** Lines of bills with this item, as far as they are counted. */
  readonly uses: number
  /** Book day yyyymmdd of the last of them, or 0. */
  readonly lastUsedOn: number
}

export interface FoundItem extends Omit<Found, 'no'> {
  readonly itemNo: number
}

/** All items of a shop, found by name, other names, code, barcode or group in any script and spelling, best first. */
export class ItemIndex extends NameIndex<ItemRow, FoundItem> {
  constructor() {
    super(readItem, foundItem)
  }
}

const BETWEEN_NAMES = /[,;/|\n]/

/** A barcode of digits is found by any part of it, as a telephone number is; one with letters only from its start. */
function readItem(row: ItemRow): Named {
  const isNumber = (barcode: string) => digitsOf(barcode).length === barcode.length
  return {
    no: row.itemNo,
    texts: {
      name: row.name,
      place: row.group,
      phone: row.barcodes.filter(isNumber).join(','),
      alias: '',
      code: row.code,
      otherNames: [...row.alias.split(BETWEEN_NAMES), ...row.barcodes.filter((barcode) => !isNumber(barcode))]
    },
    uses: row.uses,
    lastUsedOn: row.lastUsedOn
  }
}

const foundItem = ({ no, score, matched }: Found): FoundItem => ({ itemNo: no, score, matched })

import { type ColumnMapping, IMPORT_FIELDS, type ImportField, type ImportKind } from '#shared/import/import-plan.ts'

/** The fields that a column may be given to, for each kind of file, in the order in which the keys go through them. */
const FIELDS_OF: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  parties: ['name', 'phone', 'place', 'kind', 'balance', 'balanceSide', 'debit', 'credit', 'partyCode', 'note'],
  entries: [
    'date',
    'name',
    'entryKind',
    'amount',
    'debit',
    'credit',
    'paidBy',
    'paidAmount',
    'against',
    'balanceSide',
    'text',
    'note',
    'number',
    'phone',
    'place',
    'partyCode'
  ],
  'invoice-lines': ['number', 'date', 'partyCode', 'name', 'itemCode', 'text', 'quantity', 'rate', 'amount'],
  items: [
    'name',
    'itemCode',
    'barcode',
    'alias',
    'group',
    'hsn',
    'taxRate',
    'taxInPrice',
    'unit',
    'secondUnit',
    'secondUnitSize',
    'salePrice',
    'purchasePrice',
    'retailPrice',
    'openingQuantity',
    'openingRate',
    'openingValue',
    'lowStock',
    'batch',
    'expiry',
    'itemType',
    'note'
  ]
}

export const fieldsOf = (kind: ImportKind): readonly ImportField[] => FIELDS_OF[kind]

/** The field that a column fills, or null when the column is not used. */
export function fieldOf(mapping: ColumnMapping, column: number): ImportField | null {
  return IMPORT_FIELDS.find((field) => mapping[field] === column) ?? null
}

/** Gives a column to a field, or to none. A field has one column and a column one field: earlier choices give way. */
export function chooseField(mapping: ColumnMapping, column: number, field: ImportField | null): ColumnMapping {
  const chosen: ColumnMapping = {}
  for (const other of IMPORT_FIELDS) {
    const held = mapping[other]
    if (held !== undefined && held !== column && other !== field) chosen[other] = held
  }
  if (field !== null) chosen[field] = column
  return chosen
}

/** The next or previous field for a column, with "not used" between the last and the first. */
export function stepField(mapping: ColumnMapping, column: number, kind: ImportKind, step: 1 | -1): ColumnMapping {
  const ring: readonly (ImportField | null)[] = [null, ...fieldsOf(kind)]
  const at = Math.max(0, ring.indexOf(fieldOf(mapping, column)))
  return chooseField(mapping, column, ring[(at + step + ring.length) % ring.length] ?? null)
}

/** The choices that still make sense when the kind of file is changed. */
export function mappingFor(mapping: ColumnMapping, kind: ImportKind): ColumnMapping {
  const kept: ColumnMapping = {}
  for (const field of fieldsOf(kind)) if (mapping[field] !== undefined) kept[field] = mapping[field]
  return kept
}

/** The text that names a field: the name in a list of items is no party's. */
export const fieldKey = (kind: ImportKind, field: ImportField) =>
  kind === 'items' && field === 'name' ? ('import:field.itemName' as const) : (`import:field.${field}` as const)

import { formatPlain } from '#shared/money/format-amount.ts'
import { type Minor, negate } from '#shared/money/money.ts'

/** XML as Tally writes and reads it: names in capitals, lists as elements whose name ends in `.LIST`. */

/** What XML 1.0 cannot hold, whoever typed it: control characters, halves of pairs, and two code points at the end. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_XML, ' ')
    .replace(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? sign)

export const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`

/** Elements that have something to say; an empty one would clear the field of a ledger that is there. */
export const elements = (fields: readonly (readonly [name: string, text: string])[]): string =>
  fields.flatMap(([name, text]) => (text === '' ? [] : [element(name, text)])).join('')

export const yesNo = (is: boolean): string => (is ? 'Yes' : 'No')

/** Tally's sign: a debit is negative, a credit is positive. */
export const tallyAmount = (debit: Minor): string => formatPlain(negate(debit))

/** A request to import: of all masters, or of vouchers. The vendor's case study of requests and responses has this shape. */
export function envelopeHead(report: 'All Masters' | 'Vouchers', company: string): string {
  const variables = company === '' ? '' : `<STATICVARIABLES>${element('SVCURRENTCOMPANY', company)}</STATICVARIABLES>`
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ENVELOPE>\n<HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER>\n' +
    `<BODY>\n<IMPORTDATA>\n<REQUESTDESC>${element('REPORTNAME', report)}${variables}</REQUESTDESC>\n<REQUESTDATA>\n`
  )
}

export const ENVELOPE_FOOT = '</REQUESTDATA>\n</IMPORTDATA>\n</BODY>\n</ENVELOPE>\n'

export const message = (inner: string): string => `<TALLYMESSAGE xmlns:UDF="TallyUDF">${inner}</TALLYMESSAGE>\n`

/** The sheets of a page printer; `a4-wide` lies on its side, for tables with many columns. */
export const SHEETS = ['a4', 'a5', 'a4-wide'] as const
export type Sheet = (typeof SHEETS)[number]

/** Width and height in millimetres, with what stays white around the words. The foot of the page stands in the lower edge. */
export const SHEET_SIZES: Readonly<
  Record<
    Sheet,
    { readonly widthMm: number; readonly heightMm: number; readonly edgeMm: number; readonly footMm: number }
  >
> = {
  a4: { widthMm: 210, heightMm: 297, edgeMm: 14, footMm: 18 },
  a5: { widthMm: 148, heightMm: 210, edgeMm: 10, footMm: 15 },
  'a4-wide': { widthMm: 297, heightMm: 210, edgeMm: 12, footMm: 16 }
}

/** What a line of words measures on each sheet, in points. */
const WORD_PT: Readonly<Record<Sheet, number>> = { a4: 10, a5: 8.5, 'a4-wide': 9 }

/**
 * How a paper stands on sheets. A row is never cut in half, the head of a table stands on every page, an amount is never
 * parted from its label, and a code never from what it asks for.
 */
export function pageCss(sheet: Sheet): string {
  const { widthMm, heightMm, edgeMm, footMm } = SHEET_SIZES[sheet]
  return `
@page { size: ${widthMm}mm ${heightMm}mm; margin: ${edgeMm}mm ${edgeMm}mm ${footMm}mm; }
* { box-sizing: border-box; margin: 0; }
html { font-size: ${WORD_PT[sheet]}pt; }
body { color: #000; background: #fff; line-height: 1.45; print-color-adjust: exact; }
main.is-narrow { width: min(100%, 34rem); margin-inline: auto; }
p { overflow-wrap: anywhere; orphans: 2; widows: 2; }
.small { font-size: 0.88rem; }
.large { font-size: 1.25rem; }
.title { font-size: 1.9rem; line-height: 1.3; }
.bold { font-weight: 700; }
.second { font-size: 0.88rem; font-weight: 400; }
.center { text-align: center; }
.right { text-align: end; }
hr { border: 0; border-top: 0.5pt solid #000; margin: 0.45rem 0; }
hr.thick { border-top-width: 1.5pt; }
hr.double { border-top: 2.25pt double #000; }
hr.dashed { border-top-style: dashed; width: 14rem; margin-inline: 0 auto; }
.gap-small { height: 0.5rem; }
.gap-medium { height: 1.2rem; }
.gap-large { height: 3.6rem; }
.pairs { break-inside: avoid; }
.is-sum { width: min(100%, 30rem); margin-inline-start: auto; }
.is-sum + hr:has(+ .is-sum) { width: min(100%, 30rem); margin-inline: auto 0; }
.is-narrow .is-sum, .is-narrow .is-sum + hr { width: 100%; }
.pair { display: flex; justify-content: space-between; gap: 1.5rem; break-inside: avoid; }
.pair > :last-child { text-align: end; white-space: nowrap; }
.amount { display: flex; justify-content: flex-end; align-items: baseline; gap: 1.5rem; padding: 0.3rem 0; break-inside: avoid; font-weight: 700; }
.amount > :first-child { font-size: 1.25rem; }
.amount > :first-child .second { display: block; }
.amount .stroke { display: none; }
.amount > :last-child { font-size: 2.1rem; white-space: nowrap; }
.bar .second { font-size: 1rem; }
.bar { padding: 0.25rem; background: #000; color: #fff; font-size: 1.25rem; font-weight: 700; text-align: center; break-inside: avoid; }
table { width: 100%; border-collapse: collapse; margin: 0.2rem 0; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; border-bottom: 0.25pt solid #999; overflow-wrap: anywhere; }
th { border-bottom: 1pt solid #000; }
tbody tr:last-child td { border-bottom: 0; }
th:first-child, td:first-child { padding-inline-start: 0; }
th:last-child, td:last-child { padding-inline-end: 0; }
.fit { width: 1%; white-space: nowrap; }
.under { display: block; font-size: 0.82rem; color: #333; font-weight: 400; }
.goods { line-height: 1.32; margin: 0.6rem 0; font-size: ${sheet !== 'a5' ? 0.85 : 0.8}rem; }
.goods th { border-top: 1pt solid #000; vertical-align: bottom; }
.goods th, .goods td { padding: 0.11rem 0.3rem; }
${sheet !== 'a5' ? '' : '.goods .is-extra { display: none; }'}
.goods tbody tr:last-child td { border-top: 1pt solid #000; border-bottom: 1pt solid #000; }
.beside { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); column-gap: 2rem; align-items: start; line-height: 1.32; }
.beside > :last-child, .beside:has(.title) { break-inside: avoid; }
.beside p.center { text-align: start; }
.beside .is-sum { width: 100%; }
.beside .logo { margin-inline: 0 auto; }
.beside .code { text-align: start; padding: 0.4rem 0 0; }
.beside .code .large { font-size: 1rem; }
.beside .gap-large { height: 2.6rem; }
.beside .code svg { margin-inline: 0; width: 28mm; height: 28mm; }
.beside table { font-size: 0.8rem; }
.beside th, .beside td { padding: 0.02rem 0.3rem; border-bottom: 0; }
.beside th { border-bottom: 0.5pt solid #000; }
.beside table .under { font-size: 0.75rem; }
.beside hr.dashed { width: 100%; }
.code { break-inside: avoid; text-align: center; padding: 0.5rem 0; }
.code svg { display: block; width: 42mm; height: 42mm; margin: 0.2rem auto; }
.logo { display: block; margin: 0 auto 0.4rem; max-height: 28mm; }
.logo.small { width: 22mm; }
.logo.medium { width: 38mm; }
.logo.wide { width: 70mm; }
`
}

import { unreachable } from '#shared/kernel/assert.ts'
import type { Barcode } from './label-barcode.ts'
import { labelPages } from './label-page-html.ts'
import { pageCss, type Sheet } from './page-css.ts'
import { fontCss, type PageFont } from './page-fonts.ts'
import { escaped } from './page-words.ts'
import type { ReceiptBlock, ReceiptDocument, TableColumn, TableRow } from './receipt-document.ts'
import { RECEIPT_LANGUAGE_FACTS, type ReceiptLanguage, type WritingDirection } from './receipt-language.ts'
import type { Translate } from './receipt-texts.ts'

/** The modules of a QR code, dark ones true. */
export interface QrModules {
  readonly size: number
  isDark(row: number, column: number): boolean
}

/** What stands on a page beside its words. */
export interface PageLook {
  readonly sheet: Sheet
  readonly fonts: readonly PageFont[]
  /** The shop's logo as base64 of a PNG, or null. */
  readonly logoPng: string | null
  /** The code of a payload, or null for one that no code holds. */
  readonly qrOf: (payload: string) => QrModules | null
  /** The bars of a code, `1` dark and `0` light, or null for a text that they cannot say. */
  readonly barsOf: (barcode: Barcode) => string | null
}

/** A document as pages: complete, without a script, and asking nothing of any other place. */
export interface Pages {
  readonly html: string
  /** Stands in the lower edge of every page; the browser fills the two numbers in. */
  readonly footHtml: string
  readonly sheet: Sheet
  readonly title: string
}

const directionOf = (document: ReceiptDocument): WritingDirection => RECEIPT_LANGUAGE_FACTS[document.language].direction

/** A table of more columns needs the width of the sheet, even where all of them are days and figures. */
const NARROW_COLUMNS = 4

/** The same paper that a roll gets, on sheets. The same document and look always make the same pages. */
export function pageHtml(document: ReceiptDocument, look: PageLook, t: Translate): Pages {
  if (document.labels !== undefined) return labelPages(document, look)
  // Without a column of words nothing needs the width, and a label would stand a hand away from its amount.
  const isNarrow = !document.blocks.some(needsWidth)
  const body = blocksHtml(document.blocks, { look, secondLanguage: document.secondLanguage })
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
  const html = [
    `<!doctype html><html lang="${document.language}" dir="${directionOf(document)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escaped(document.title)}</title>`,
    `<style>${fontCss(look.fonts, 'body')}${pageCss(look.sheet)}</style></head>`,
    `<body><main${isNarrow ? ' class="is-narrow"' : ''}>`,
    ...body,
    '</main></body></html>'
  ].join('\n')
  return { html, footHtml: footHtml(document, look, t), sheet: look.sheet, title: document.title }
}

const needsWidth = (block: ReceiptBlock): boolean =>
  block.type === 'goods' ||
  block.type === 'beside' ||
  (block.type === 'table' &&
    (block.columns.length > NARROW_COLUMNS ||
      block.columns.some(({ align, width }) => align === 'left' && width === 'fill')))

/** What the paper is, and which page of how many this is. */
function footHtml(document: ReceiptDocument, look: PageLook, t: Translate): string {
  const [page, pages] = ['\u0001', '\u0002']
  const numbers = escaped(t('pageOf', { page, pages }))
    .replace(page, '<span class="pageNumber"></span>')
    .replace(pages, '<span class="totalPages"></span>')
  const style =
    '.foot { width: 100%; display: flex; justify-content: space-between; gap: 8mm; padding: 0 14mm; font-size: 8pt; color: #333; }'
  const words = `<span>${escaped(document.title)}</span><span>${numbers}</span>`
  return `<style>${fontCss(look.fonts, '.foot')}${style}</style><div class="foot" dir="${directionOf(document)}">${words}</div>`
}

type Pair = Extract<ReceiptBlock, { type: 'pair' }>
type Pairs = { readonly type: 'pairs'; readonly isSum: boolean; readonly pairs: readonly Pair[] }
type Group = Exclude<ReceiptBlock, Pair> | Pairs

/** Labels and values that follow each other stand in one block: what comes after the amount is reckoned at the right, under it. */
function grouped(blocks: readonly ReceiptBlock[]): Group[] {
  const groups: Group[] = []
  let isSum = false
  for (const block of blocks) {
    const last = groups.at(-1)
    isSum ||= block.type === 'big-amount'
    if (block.type !== 'pair') groups.push(block)
    else if (last?.type === 'pairs') groups.splice(-1, 1, { ...last, pairs: [...last.pairs, block] })
    else groups.push({ type: 'pairs', isSum, pairs: [block] })
  }
  return groups
}

interface Setting {
  readonly look: PageLook
  readonly secondLanguage: ReceiptLanguage | undefined
}

const blocksHtml = (blocks: readonly ReceiptBlock[], setting: Setting): string[] =>
  grouped(blocks).map((group) => groupHtml(group, setting))

function groupHtml(group: Group, setting: Setting): string {
  const { look, secondLanguage } = setting
  const beside = (words: string | undefined) => besideHtml(words, secondLanguage)
  switch (group.type) {
    case 'text':
      return textHtml(group, secondLanguage)
    case 'pairs':
      return pairsHtml(group, secondLanguage)
    case 'table':
      return tableHtml(group)
    case 'goods':
      return goodsHtml(group, secondLanguage)
    case 'beside':
      return besideColumnsHtml(group, setting)
    case 'big-amount':
      return `<div class="amount"><span><bdi>${escaped(group.label)}</bdi>${beside(group.second)}</span><bdi>${escaped(group.amount)}</bdi></div>`
    case 'banner':
      return `<div class="bar"><bdi>${escaped(group.text)}</bdi>${beside(group.second)}</div>`
    case 'rule':
      return `<hr class="${group.style}">`
    case 'qr':
      return codeHtml(group, look, beside(group.second))
    case 'picture':
      return look.logoPng === null
        ? ''
        : `<img class="logo ${group.size}" alt="" src="data:image/png;base64,${look.logoPng}">`
    case 'space':
      return `<div class="gap-${group.size}"></div>`
    // Labels have sheets of their own.
    case 'label':
    case 'ruler':
    case 'letter-samples':
    case 'cut':
    case 'drawer':
      return ''
    default:
      return unreachable(group)
  }
}

/** The same in the second language, smaller and behind a stroke. */
function besideHtml(words: string | undefined, language: ReceiptLanguage | undefined): string {
  if (words === undefined || language === undefined) return ''
  return ` <span class="second"><span class="stroke">/ </span><bdi lang="${language}">${escaped(words)}</bdi></span>`
}

/** A name in another script stands where the paper's own words begin, and runs its own way there. */
function textHtml(block: Extract<ReceiptBlock, { type: 'text' }>, secondLanguage: ReceiptLanguage | undefined): string {
  const { text, align, size, weight, second } = block
  const under =
    second === undefined || secondLanguage === undefined
      ? ''
      : `<p class="${align} second"><bdi lang="${secondLanguage}">${escaped(second)}</bdi></p>`
  return `<p class="${align} ${size} ${weight}"><bdi>${escaped(text)}</bdi></p>${under}`
}

function pairsHtml({ pairs, isSum }: Pairs, secondLanguage: ReceiptLanguage | undefined): string {
  const lines = pairs.map(({ label, value, size, weight, second }) => {
    const words = `<span><bdi>${escaped(label)}</bdi>${besideHtml(second, secondLanguage)}</span>`
    return `<div class="pair ${size} ${weight}">${words}<bdi>${escaped(value)}</bdi></div>`
  })
  return `<div class="pairs${isSum ? ' is-sum' : ''}">${lines.join('')}</div>`
}

/** A bold first row is the head of a table, and stands on every page that the table reaches. */
function tableHtml(table: Extract<ReceiptBlock, { type: 'table' }>): string {
  const [first, ...others] = table.rows
  const hasHead = first !== undefined && first.weight === 'bold' && others.length > 0
  const head = hasHead ? `<thead>${rowHtml(first, table, 'th')}</thead>` : ''
  const rows = (hasHead ? others : table.rows).map((row) => rowHtml(row, table, 'td'))
  return `<table class="${table.size}">${head}<tbody>\n${rows.join('\n')}\n</tbody></table>`
}

/** The lines of a bill in columns; the head stands on every page, the sums once at the end. */
function goodsHtml(
  goods: Extract<ReceiptBlock, { type: 'goods' }>,
  secondLanguage: ReceiptLanguage | undefined
): string {
  const head = goods.columns.map(
    (column) =>
      `<th${classOf(column, false)}><bdi>${escaped(column.label)}</bdi>${besideHtml(column.second, secondLanguage)}</th>`
  )
  const rows = goods.rows.map((row) => rowHtml({ cells: row.cells, weight: 'regular' }, goods, 'td'))
  const sums = rowHtml({ cells: goods.sums, weight: 'bold' }, goods, 'td')
  return `<table class="goods"><thead><tr>${head.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n${sums}\n</tbody></table>`
}

function classOf({ align, width, isExtra }: TableColumn & { readonly isExtra?: true }, isBold: boolean): string {
  const names = [
    align === 'left' ? '' : align,
    width === 'fit' ? 'fit' : '',
    isBold ? 'bold' : '',
    isExtra === true ? 'is-extra' : ''
  ]
  const named = names.filter((name) => name !== '').join(' ')
  return named === '' ? '' : ` class="${named}"`
}

function rowHtml(row: TableRow, { columns }: { readonly columns: readonly TableColumn[] }, tag: 'th' | 'td'): string {
  const cells = columns.map((column, index) => {
    const [first = '', ...others] = (row.cells[index] ?? '').split('\n')
    const under = others.map((words) => `<bdi class="under">${escaped(words)}</bdi>`).join('')
    return `<${tag}${classOf(column, row.weight === 'bold')}><bdi>${escaped(first)}</bdi>${under}</${tag}>`
  })
  return `<tr>${cells.join('')}</tr>`
}

/** Parts side by side; one alone has the whole width. What is only for rolls is left out. */
function besideColumnsHtml({ columns, on }: Extract<ReceiptBlock, { type: 'beside' }>, setting: Setting): string {
  if (on === 'roll') return ''
  const parts = columns.map((blocks) => blocksHtml(blocks, setting).join('\n'))
  if (parts.length === 1) return parts[0] ?? ''
  return parts.every((part) => part === '')
    ? ''
    : `<div class="beside">${parts.map((part) => `<div>${part}</div>`).join('')}</div>`
}

/** The code as a drawing of whole squares, which stays sharp at every resolution. */
function codeHtml(block: Extract<ReceiptBlock, { type: 'qr' }>, look: PageLook, second: string): string {
  const code = look.qrOf(block.payload)
  if (code === null) {
    const instead = block.instead ?? [block.detail]
    return instead.map((words) => `<p class="center">${escaped(words)}</p>`).join('')
  }
  const QUIET = 4
  const side = code.size + 2 * QUIET
  const squares: string[] = []
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (code.isDark(row, column)) squares.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    }
  }
  const drawing = `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path d="${squares.join('')}"/></svg>`
  const caption = `<p class="large bold center"><bdi>${escaped(block.caption)}</bdi>${second}</p>`
  return `<div class="code">${caption}${drawing}<p class="small">${escaped(block.detail)}</p></div>`
}

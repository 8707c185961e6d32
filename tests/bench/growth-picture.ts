/** One line of the picture: a measure at each size of the book. */
export interface GrowthLine {
  readonly name: string
  readonly points: readonly { readonly entries: number; readonly medianMs: number }[]
}

const WIDTH = 860
const HEIGHT = 460
const LEFT = 76
const RIGHT = 250
const TOP = 64
const BOTTOM = 52
const LABEL_GAP = 19

/** Told apart by brightness and by the words at their ends, not by colour alone. */
const COLOURS = [
  ['#0b57d0', '#8ab4f8'],
  ['#b3261e', '#f2a19b'],
  ['#146c2e', '#81c995'],
  ['#7b3fa0', '#d3a6f0'],
  ['#8a5a00', '#f5c26b'],
  ['#00696e', '#6fd3d9']
] as const

const STYLE = `
    text { font: 14px system-ui, 'Segoe UI', sans-serif; fill: #1f2328 }
    .ground { fill: #ffffff } .title { font-size: 17px; font-weight: 600 } .quiet { fill: #59636e }
    .grid { stroke: #d1d9e0; stroke-width: 1 } .line { fill: none; stroke-width: 2.5 }
    ${COLOURS.map(([light], at) => `.s${at} { stroke: ${light} } .d${at} { fill: ${light} }`).join(' ')}
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .ground { fill: #0d1117 } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
      ${COLOURS.map(([, dark], at) => `.s${at} { stroke: ${dark} } .d${at} { fill: ${dark} }`).join(' ')}
    }`

const ticksBetween = (low: number, high: number): number[] =>
  Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at))
const round = (value: number): string => value.toFixed(1)
const timeText = (ms: number): string =>
  ms >= 1 ? `${ms.toLocaleString('en')} ms` : `${ms * 1_000} µs`.replace(/(\.\d).*( µs)/u, '$1$2')
const shown = (ms: number): string =>
  ms >= 10 ? `${ms.toFixed(0)} ms` : ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1_000).toFixed(ms >= 0.01 ? 0 : 1)} µs`

/**
 * How long each measure takes as the book grows: both axes by powers of ten, so that a flat line is a cost that does not grow. A picture of
 * SVG that follows the light or dark look of whoever reads it. Medians in milliseconds, above zero.
 */
export function growthPicture(title: string, lines: readonly GrowthLine[]): string {
  const all = lines.flatMap(({ points }) => points)
  const [lowX, highX] = bounds(all.map(({ entries }) => entries))
  const [lowY, highY] = bounds(all.map(({ medianMs }) => medianMs))
  const x = (entries: number) => LEFT + ((Math.log10(entries) - lowX) / (highX - lowX)) * (WIDTH - LEFT - RIGHT)
  const y = (ms: number) => HEIGHT - BOTTOM - ((Math.log10(ms) - lowY) / (highY - lowY)) * (HEIGHT - TOP - BOTTOM)
  const grid = ticksBetween(lowY, highY).flatMap((ms) => [
    `<line class="grid" stroke="#d1d9e0" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(ms))}" y2="${round(y(ms))}"/>`,
    `<text class="quiet" x="${LEFT - 8}" y="${round(y(ms) + 5)}" text-anchor="end">${timeText(ms)}</text>`
  ])
  const sizes = [...new Set(all.map(({ entries }) => entries))].map(
    (entries) =>
      `<text class="quiet" x="${round(x(entries))}" y="${HEIGHT - BOTTOM + 24}" text-anchor="middle">${entries.toLocaleString('en')}</text>`
  )
  const ends = apart(lines.map(({ points }) => y(points.at(-1)?.medianMs ?? 1)))
  const drawn = lines.flatMap(({ name, points }, at) => {
    const places = points.map((point) => `${round(x(point.entries))},${round(y(point.medianMs))}`)
    const dots = places.map(
      (place) =>
        `<circle class="d${at}" fill="${COLOURS[at]?.[0]}" cx="${place.split(',')[0]}" cy="${place.split(',')[1]}" r="4"/>`
    )
    const label = `${name}: ${shown(points.at(-1)?.medianMs ?? 0)}`
    return [
      `<polyline class="line s${at}" fill="none" stroke="${COLOURS[at]?.[0]}" stroke-width="2.5" points="${places.join(' ')}"/>`,
      ...dots,
      `<text class="d${at}" x="${WIDTH - RIGHT + 14}" y="${round((ends[at] ?? 0) + 5)}">${label}</text>`
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="14" fill="#1f2328" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" fill="#ffffff" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    `<text class="title" x="${LEFT - 56}" y="34">${title}</text>`,
    ...grid,
    ...sizes,
    `<text class="quiet" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">entries in the book</text>`,
    ...drawn,
    '</svg>',
    ''
  ].join('\n')
}

/** The powers of ten around all values. */
function bounds(values: readonly number[]): [number, number] {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.ceil(Math.log10(Math.max(...values)))
  return [low, Math.max(high, low + 1)]
}

/** Heights of labels, moved down as far as it takes that none stands on another. */
function apart(heights: readonly number[]): number[] {
  const placed: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const at of heights
    .map((_, index) => index)
    .toSorted((one, other) => (heights[one] ?? 0) - (heights[other] ?? 0))) {
    last = Math.max(heights[at] ?? 0, last + LABEL_GAP)
    placed[at] = last
  }
  const over = Math.max(0, last - (HEIGHT - BOTTOM))
  return placed.map((height) => height - over)
}

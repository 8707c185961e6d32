import { useId } from 'react'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { MINOR_PER_MAJOR } from '#shared/money/money.ts'
import { cellText } from '#shared/reports/cell-text.ts'
import type { ReportChart } from '#shared/reports/report.ts'
import type { ReportVoice } from '#shared/reports/report-words.ts'
import { everyHowMany, ticksOf } from './chart-scale.ts'

const WIDTH = 1320
const HEIGHT = 190
const LEFT = 96
const BOTTOM = 26
const TOP = 10
const MOST_LABELS = 12
const MOST_PARTS = 8

/** A picture of a report. What it shows stands in the table as well: for a reader of the screen it is one sentence. */
export function ReportChartView({ chart, voice }: { readonly chart: ReportChart; readonly voice: ReportVoice }) {
  const id = useId()
  const labels = chart.labels.map((label) => cellText(label, 'day', voice))
  const names = chart.series.map(({ key }) => voice.words(`reports:column.${key}`))
  if (chart.series.every(({ values }) => values.every((value) => value === 0))) return null
  return (
    <figure className="report-chart" aria-labelledby={id}>
      <figcaption id={id} className="chart-names">
        {names.map((name, at) => (
          <span key={name} className={`chart-name series-${at}`}>
            {name}
          </span>
        ))}
      </figcaption>
      {chart.kind === 'parts' ? (
        <Parts labels={labels} values={chart.series[0]?.values ?? []} />
      ) : (
        <Plot kind={chart.kind} labels={labels} series={chart.series.map(({ values }) => values)} />
      )}
    </figure>
  )
}

function Plot(props: {
  readonly kind: 'bars' | 'lines'
  readonly labels: readonly string[]
  readonly series: readonly (readonly number[])[]
}) {
  const { kind, labels, series } = props
  const ticks = ticksOf(series.flat())
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const y = (value: number) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM)
  const slot = (WIDTH - LEFT) / Math.max(1, labels.length)
  const every = everyHowMany(labels.length, MOST_LABELS)
  const marks = labels
    .map((label, at) => ({ id: `mark ${at}`, at, x: LEFT + slot * (at + 0.5), label: label.replace(/-\d{4}$/, '') }))
    .filter(({ at }) => at % every === 0)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="chart-plot" aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} className={tick === 0 ? 'chart-zero' : 'chart-line'} />
          <text x={LEFT - 8} y={y(tick) + 4} className="chart-tick">
            {whole(tick)}
          </text>
        </g>
      ))}
      {marks.map(({ id, x, label }) => (
        <text key={id} x={x} y={HEIGHT - 8} className="chart-label">
          {label}
        </text>
      ))}
      {kind === 'bars' ? <Bars series={series} slot={slot} y={y} /> : <Lines series={series} slot={slot} y={y} />}
    </svg>
  )
}

interface Drawn {
  readonly series: readonly (readonly number[])[]
  readonly slot: number
  readonly y: (value: number) => number
}

function Bars({ series, slot, y }: Drawn) {
  const width = Math.min(36, (slot * 0.72) / series.length)
  return series.map((values, which) =>
    values.map((value, at) => {
      const left = LEFT + slot * (at + 0.5) + (which - series.length / 2) * width
      const [top, foot] = value >= 0 ? [y(value), y(0)] : [y(0), y(value)]
      const key = `${which} ${at}`
      return <rect key={key} x={left} y={top} width={width * 0.9} height={foot - top} className={`series-${which}`} />
    })
  )
}

function Lines({ series, slot, y }: Drawn) {
  return series.map((values, which) => {
    const points = values.map((value, at) => `${LEFT + slot * (at + 0.5)},${y(value)}`).join(' ')
    return <polyline key={points} points={points} className={`chart-curve series-${which}`} />
  })
}

/** The largest parts as bars that lie, each with its name and its figure. */
function Parts({ labels, values }: { readonly labels: readonly string[]; readonly values: readonly number[] }) {
  const parts = values
    .map((value, at) => ({ value, at, label: labels[at] ?? '' }))
    .filter(({ value }) => value > 0)
    .toSorted((left, right) => right.value - left.value)
    .slice(0, MOST_PARTS)
  const most = parts[0]?.value ?? 1
  return (
    <ol className="chart-parts" aria-hidden="true">
      {parts.map(({ value, at, label }) => (
        <li key={at}>
          <span className="chart-part-name">{label}</span>
          <span className="chart-part-bar">
            <span style={{ width: `${(value / most) * 100}%` }} />
          </span>
          <span className="number">{whole(value)}</span>
        </li>
      ))}
    </ol>
  )
}

/** Beside a picture nobody reads hundredths. */
function whole(minorValue: number): string {
  const value = Math.round(minorValue / MINOR_PER_MAJOR)
  return `${value < 0 ? '\u2212' : ''}${groupWhole(Math.abs(value))}`
}

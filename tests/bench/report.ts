import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { projectRoot } from '#tests/support/open-app.ts'
import { type Figure, inMs, isGood } from './figure.ts'
import { type GrowthLine, growthPicture } from './growth-picture.ts'

/** The machine in figures that say how fast it is, and none that say whose it is. */
function machine(): string {
  const db = new Sqlite(':memory:')
  const sqlite = String(db.prepare('select sqlite_version()').pluck().get())
  db.close()
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB`
  const kernel = `${os.type()} ${os.release().split('-')[0]}`
  return `${os.availableParallelism()} cores (${os.arch()}), ${memory}, ${kernel}, Node ${process.versions.node}, SQLite ${sqlite}`
}

const verdict = (figure: Figure): string => ({ true: 'yes', false: '**no**', null: '' })[String(isGood(figure))] ?? ''

function lineOf(figure: Figure): string {
  const { what, timing, value, ratio, limit } = figure
  const shown = timing === null ? [value ?? '', ''] : [inMs(timing.medianMs), inMs(timing.p99Ms)]
  const ratios = ratio === null ? '' : limit === null ? `${ratio.toFixed(2)}` : `${ratio.toFixed(2)} of ${limit}`
  return `| ${what} | ${shown.join(' | ')} | ${figure.against} | ${ratios} | ${verdict(figure)} |`
}

const HEAD = `| what | median ms | p99 ms | held against (median / p99 ms) | ratio of limit | held |
| --- | --- | --- | --- | --- | --- |`

export function tableOf(figures: readonly Figure[]): string {
  return [HEAD, ...figures.map(lineOf)].join('\n')
}

/** The part of the report that the pictures stand in. */
export const GROWTH = 'As the book grows'
const PICTURES = {
  steps: {
    file: 'benchmarks-growth.svg',
    title: 'What somebody waits for, as the book grows (a flat line does not grow)'
  },
  hauls: { file: 'benchmarks-growth-whole.svg', title: 'What reads or writes many rows, as the book grows' }
} as const
const SHOWN = Object.values(PICTURES)
  .map(
    ({ file, title }) =>
      `![${title}: medians at 1,000, 100,000 and 1,000,000 entries, both axes by powers of ten](${file})\n\n`
  )
  .join('')

/** Draws the pictures of the report. */
export function writeGrowth(growth: Readonly<Record<keyof typeof PICTURES, readonly GrowthLine[]>>): string {
  const files = (['steps', 'hauls'] as const).map((name) => {
    const { file, title } = PICTURES[name]
    const to = path.join(projectRoot, 'docs', file)
    writeFileSync(to, growthPicture(title, growth[name]))
    return to
  })
  return files.join(', ')
}

/** Writes \`docs/benchmarks.md\`: the figures of this run between the words that explain them. */
export function writeReport(parts: Readonly<Record<string, readonly Figure[]>>, words: string): string {
  const file = path.join(projectRoot, 'docs', 'benchmarks.md')
  const sections = Object.entries(parts).map(
    ([name, figures]) => `## ${name}\n\n${name === GROWTH ? SHOWN : ''}${tableOf(figures)}\n`
  )
  const day = new Date().toISOString().slice(0, 10)
  const head = `# Benchmarks\n\nWritten by \`npm run bench\` on ${day}: ${machine()}.\n`
  writeFileSync(file, [head, ...sections, words].join('\n'))
  return file
}

import { readdirSync, readFileSync } from 'node:fs'
import type { CDPSession } from '@playwright/test'
import type { RunningApp } from '#tests/e2e/launch.ts'

/** What the running app holds, at one moment. Counts, and bytes in megabytes. */
export interface Weight {
  /** Files, sockets and pipes that main and the pages hold. */
  readonly handles: number
  /** Threads of main and the pages: a thread that work was given to and that never ended is among them. */
  readonly threads: number
  readonly processes: number
  readonly nodes: number
  readonly listeners: number
  /** The page's own objects after they were swept. */
  readonly heapMb: number
  readonly mainMb: number
  readonly pageMb: number
  /** The processes of the graphics and the network. */
  readonly otherMb: number
}

/** How much each may grow in an hour of work once it is warm, and the play that a count has by itself. */
export const MOST_GROWTH: Readonly<Record<keyof Weight, { readonly perHour: number; readonly play: number }>> = {
  handles: { perHour: 1, play: 12 },
  threads: { perHour: 0.5, play: 8 },
  processes: { perHour: 0, play: 2 },
  nodes: { perHour: 25, play: 1_500 },
  listeners: { perHour: 10, play: 400 },
  heapMb: { perHour: 1, play: 16 },
  mainMb: { perHour: 8, play: 96 },
  pageMb: { perHour: 8, play: 96 },
  otherMb: { perHour: 8, play: 128 }
}

/** Linux says of each process what it holds; elsewhere there is nothing to weigh. */
export async function weigh({ app }: RunningApp, devtools: CDPSession): Promise<Weight> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  const processes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, type }) => ({ pid, type: type as string }))
  )
  const own = processes.filter(({ type }) => type === 'Browser' || type === 'Tab')
  const memoryOf = (isMeant: (type: string) => boolean) =>
    sum(processes.filter(({ type }) => isMeant(type)).map(({ pid }) => residentMb(pid)))
  return {
    handles: sum(own.map(({ pid }) => entriesIn(`/proc/${pid}/fd`))),
    threads: sum(own.map(({ pid }) => entriesIn(`/proc/${pid}/task`))),
    processes: processes.length,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    heapMb: toMb(metric('JSHeapUsedSize')),
    mainMb: memoryOf((type) => type === 'Browser'),
    pageMb: memoryOf((type) => type === 'Tab'),
    otherMb: memoryOf((type) => type !== 'Browser' && type !== 'Tab')
  }
}

/** What grew by more than it may between the first and the last quarter of the samples, in words; empty when nothing did. */
export function grownTooMuch(samples: readonly Weight[], hours: number): string[] {
  const { before, after } = ends(samples)
  return (Object.keys(MOST_GROWTH) as (keyof Weight)[]).flatMap((what) => {
    const { perHour, play } = MOST_GROWTH[what]
    const grown = after[what] - before[what]
    return grown > perHour * hours + play ? [`${what}: ${before[what]} became ${after[what]} in ${hours} hours`] : []
  })
}

/** The middle of the first and of the last quarter: one odd moment says nothing. */
export function ends(samples: readonly Weight[]): { readonly before: Weight; readonly after: Weight } {
  const quarter = Math.max(1, Math.floor(samples.length / 4))
  return { before: middleOf(samples.slice(0, quarter)), after: middleOf(samples.slice(-quarter)) }
}

function middleOf(samples: readonly Weight[]): Weight {
  const names = Object.keys(MOST_GROWTH) as (keyof Weight)[]
  const middle = (what: keyof Weight) =>
    samples.map((sample) => sample[what]).toSorted((left, right) => left - right)[Math.floor(samples.length / 2)] ?? 0
  return Object.fromEntries(names.map((what) => [what, middle(what)])) as unknown as Weight
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const toMb = (bytes: number): number => Math.round(bytes / 1_048_576)

/** None of a process that has just ended. */
function entriesIn(folder: string): number {
  try {
    return readdirSync(folder).length
  } catch {
    return 0
  }
}

function residentMb(pid: number): number {
  try {
    const said = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return toMb(Number(said?.[1] ?? 0) * 1024)
  } catch {
    return 0
  }
}

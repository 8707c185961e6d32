import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noPagePrinter, type PagePrinter } from '#main/ports/page-printer.ts'
import { ok } from '#shared/kernel/result.ts'
import { PageTransport, pageJob } from './page-transport.ts'

let folder: string
const before = process.env.PATH
const QUEUE = 'Office; touch gone'

/** Programs of CUPS that answer as a test wants: each notes its arguments and what it was fed. */
function programs(answers: { readonly lpstat: number; readonly lp: number }): void {
  for (const [name, code] of Object.entries(answers)) {
    const script = `#!/bin/sh\nfor word in "$@"; do echo "$word" >> ${folder}/${name}.args; done\ncat > ${folder}/${name}.in\nexit ${code}\n`
    writeFileSync(path.join(folder, name), script)
    chmodSync(path.join(folder, name), 0o755)
  }
  process.env.PATH = `${folder}${path.delimiter}${before}`
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-lp-'))
})
afterEach(() => {
  process.env.PATH = before
  rmSync(folder, { recursive: true, force: true })
})

const transport = () => new PageTransport(QUEUE, 'a5', 'linux', noPagePrinter)
const pdf = Buffer.from('%PDF-1.7 sheets')
const jobOf = (bytes: Uint8Array) => ({ bytes, mark: 'A001', onHold() {} })

async function sent() {
  const opened = await transport().open()
  expect(opened.ok).toBe(true)
  return opened.ok ? opened.value.send(jobOf(pdf)) : null
}

test('a PDF goes to the queue with its sheet; the name of a queue is never a command', async () => {
  programs({ lpstat: 0, lp: 0 })
  expect(await sent()).toEqual({ type: 'handed-over' })
  expect(readFileSync(path.join(folder, 'lp.in'))).toEqual(pdf)
  const words = readFileSync(path.join(folder, 'lp.args'), 'utf8').trim().split('\n')
  expect(words).toEqual(['-d', QUEUE, '-o', 'media=A5', '-o', 'print-scaling=none', '-'])
  expect(existsSync('gone')).toBe(false)
})

test('a queue that was deleted is told before anything is handed over', async () => {
  programs({ lpstat: 1, lp: 0 })
  const opened = await transport().open()
  expect(opened).toEqual({ ok: false, failure: { code: 'print/queue-gone', params: { queue: QUEUE } } })
  expect(existsSync(path.join(folder, 'lp.in'))).toBe(false)
})

test('a queue that takes nothing, and a computer without a printing system', async () => {
  programs({ lpstat: 0, lp: 1 })
  expect(await sent()).toMatchObject({ type: 'nothing-sent', failure: { code: 'print/spooler-refused' } })
  process.env.PATH = folder
  rmSync(path.join(folder, 'lpstat'))
  expect(await transport().open()).toMatchObject({ ok: false, failure: { code: 'print/no-spooler' } })
})

test('on Windows the window itself prints the pages of the job', async () => {
  const pages = { html: '<p>रमेश</p>', footHtml: '', sheet: 'a4', title: 'T' } as const
  const printed: unknown[] = []
  const window: PagePrinter = {
    ...noPagePrinter,
    print: async (...given) => {
      printed.push(given)
      return { type: 'handed-over' }
    }
  }
  const job = await pageJob(pages, 'win32', window)
  const opened = await new PageTransport(QUEUE, 'a4', 'win32', window).open()
  if (!job.ok || !opened.ok) throw new Error('nothing to send')
  expect(await opened.value.send(jobOf(job.value))).toEqual({ type: 'handed-over' })
  expect(printed).toEqual([[pages, QUEUE]])
})

test('elsewhere a job is a PDF; without a window there is none', async () => {
  const pages = { html: '', footHtml: '', sheet: 'a4', title: 'T' } as const
  expect(await pageJob(pages, 'linux', { ...noPagePrinter, toPdf: async () => ok(pdf) })).toEqual(ok(pdf))
  expect(await pageJob(pages, 'linux', noPagePrinter)).toMatchObject({ failure: { code: 'print/no-pages' } })
})

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { FailureError } from '#shared/kernel/result.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { PaperFonts } from './paper-fonts.ts'
import { renderJob, renderPng } from './render-paper.ts'
import { renderWorkerAt, WorkerPaperRenderer } from './worker-paper-renderer.ts'

const fontsDir = path.join(import.meta.dirname, '../../../../resources/fonts')
const script = new URL('./render-worker.ts', import.meta.url)
const fonts = await PaperFonts.load(fontsDir)
const format = { widthDots: 384, hasCutter: true, hasDrawer: false }

const paper = (words: string): ReceiptDocument => ({
  version: 1,
  language: 'hi',
  title: '',
  blocks: [{ type: 'text', text: words, align: 'left', size: 'body', weight: 'regular', maxLines: 4 }, { type: 'cut' }]
})

describe('WorkerPaperRenderer', () => {
  const renderer = new WorkerPaperRenderer(renderWorkerAt(script, fontsDir))
  afterAll(() => renderer.close())

  test('answers each of many papers with its own bytes and picture, the same as on this thread', async () => {
    const words = ['रमेश किराना', 'Ramesh', '😀']
    const jobs = await Promise.all(words.map((one) => renderer.renderJob(paper(one), format)))
    const pictures = await Promise.all(words.map((one) => renderer.renderPng(paper(one), 384)))
    expect(jobs).toEqual(words.map((one) => renderJob(paper(one), format, fonts)))
    expect(pictures).toEqual(words.map((one) => renderPng(paper(one), 384, fonts)))
    expect(jobs[2]?.missing).toEqual(['😀'])
  })

  test('a paper that cannot be drawn fails alone', async () => {
    const broken = { ...paper('x'), blocks: [{ type: 'unheard-of' }] } as unknown as ReceiptDocument
    const [bad, good] = await Promise.allSettled([
      renderer.renderJob(broken, format),
      renderer.renderJob(paper('y'), format)
    ])
    expect(bad.status).toBe('rejected')
    expect(good.status).toBe('fulfilled')
  })
})

test('a drawing thread that dies takes its papers with it, and the next paper gets a new thread', async () => {
  let count = 0
  const renderer = new WorkerPaperRenderer(() => {
    count++
    return count === 1 ? new Worker('process.exit(3)', { eval: true }) : renderWorkerAt(script, fontsDir)()
  })
  await expect(renderer.renderJob(paper('x'), format)).rejects.toThrow('code 3')
  expect((await renderer.renderJob(paper('x'), format)).bytes.length).toBeGreaterThan(100)
  await renderer.close()
  expect(count).toBe(2)
})

test('a font that is missing or damaged makes a failed paper that names it; papers in other fonts come out', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fonts-'))
  cpSync(fontsDir, folder, { recursive: true })
  const damaged = path.join(folder, 'noto-sans-devanagari-400.woff2')
  const bytes = readFileSync(damaged)
  const renderer = new WorkerPaperRenderer(renderWorkerAt(script, folder))
  const failureOf = (words: string) => renderer.renderJob(paper(words), format).then(() => null, whyOf)
  try {
    writeFileSync(
      damaged,
      bytes.map((byte, at) => (at === 20_000 ? byte ^ 1 : byte))
    )
    rmSync(path.join(folder, 'noto-sans-tamil-400.woff2'))
    writeFileSync(path.join(folder, 'noto-sans-gujarati-400.woff2'), '')
    const named = (file: string) => ({ code: 'print/font-damaged', params: { file } })
    expect(await failureOf('रमेश')).toEqual(named('noto-sans-devanagari-400.woff2'))
    expect(await failureOf('தமிழ்')).toEqual(named('noto-sans-tamil-400.woff2'))
    expect(await failureOf('ગુજરાતી')).toEqual(named('noto-sans-gujarati-400.woff2'))
    expect(await failureOf('Ramesh বাংলা')).toBe(null)
    // Put right, the same paper comes out without a new start.
    writeFileSync(damaged, bytes)
    expect(await failureOf('रमेश')).toBe(null)
  } finally {
    await renderer.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const whyOf = (error: unknown) => (error instanceof FailureError ? error.failure : String(error))

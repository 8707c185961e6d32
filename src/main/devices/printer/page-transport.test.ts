import { expect, test } from 'vitest'
import { noPagePrinter, type PagePrinter } from '#main/ports/page-printer.ts'
import { ok } from '#shared/kernel/result.ts'
import { pageJob, pageTransport } from './page-transport.ts'

const pages = { html: '<p>रमेश</p>', footHtml: '', sheet: 'a4', title: 'T' } as const

test('on Windows the window itself prints the pages of the job', async () => {
  const printed: unknown[] = []
  const window: PagePrinter = {
    ...noPagePrinter,
    print: async (...given) => {
      printed.push(given)
      return { type: 'handed-over' }
    }
  }
  const job = await pageJob(pages, 'win32', window)
  const opened = await pageTransport('Office', 'a4', 'win32', window).open()
  if (!job.ok || !opened.ok) throw new Error('nothing to send')
  const outcome = await opened.value.send({
    bytes: job.value,
    mark: 'A001',
    hasPaper: true,
    isAfterBroken: false,
    onHold() {}
  })
  expect(outcome).toEqual({ type: 'handed-over' })
  expect(printed).toEqual([[pages, 'Office']])
})

test('elsewhere a job is a PDF; without a window there is none', async () => {
  const pdf = Buffer.from('%PDF-1.7 sheets')
  expect(await pageJob(pages, 'linux', { ...noPagePrinter, toPdf: async () => ok(pdf) })).toEqual(ok(pdf))
  expect(await pageJob(pages, 'linux', noPagePrinter)).toMatchObject({ failure: { code: 'print/no-pages' } })
})

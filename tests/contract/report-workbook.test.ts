import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workbookOf } from '#main/files/write-workbook.ts'
import { sampleReport } from '#tests/support/sample-report.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-workbook-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The cells of a workbook as LibreOffice reads them: what kind of value, which one, and how it is shown. */
async function readBack(): Promise<{ type: string; value: string; shown: string }[]> {
  const file = path.join(folder, 'report.xlsx')
  writeFileSync(file, await workbookOf(sampleReport(), { words: (key) => key, currency: 'INR' }))
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, file], {
    stdio: 'ignore'
  })
  const xml = readFileSync(path.join(folder, 'report.fods'), 'utf8')
  return [
    ...xml.matchAll(/<table:table-cell[^>]*office:value-type="(\w+)"([^>]*)>([\s\S]*?)<\/table:table-cell>/g)
  ].map(([, type = '', attributes = '', content = '']) => ({
    type,
    value: /office:(?:date-)?value="([^"]*)"/.exec(attributes)?.[1] ?? '',
    shown: [...content.matchAll(/<text:p>([\s\S]*?)<\/text:p>/g)].map(([, text = '']) => text).join('')
  }))
}

test('LibreOffice opens it: numbers are numbers, days are days, in Indian groups, names in every script', async () => {
  const cells = await readBack()
  const find = (value: string) => cells.find((cell) => cell.value === value)
  expect(find('125000.5')).toMatchObject({ type: 'float', shown: '1,25,000.50' })
  expect(find('123456789.05')).toMatchObject({ type: 'float', shown: '12,34,56,789.05' })
  expect(find('-500')).toMatchObject({ type: 'float' })
  expect(find('1.5')).toMatchObject({ type: 'float' })
  expect(cells.find((cell) => cell.type === 'date')).toMatchObject({ value: '2026-11-22', shown: '22-11-2026' })
  for (const name of ['रमेश किराना', 'سلیم ٹریڈرز', 'முருகன் ஸ்டோர்ஸ்'])
    expect(cells.find((cell) => cell.shown === name)).toMatchObject({ type: 'string' })
})

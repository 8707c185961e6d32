import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { isCodePageName } from '#shared/printing/code-pages.ts'
import { loadPrinterProfiles } from './printer-profiles.ts'

const shipped = path.resolve(import.meta.dirname, '../../../resources/printers')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function copyOfShipped(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-profiles-'))
  folders.push(folder)
  cpSync(shipped, folder, { recursive: true })
  return folder
}
const listening = () => {
  const said: string[] = []
  return { said, error: (message: string) => said.push(message) }
}

test('every profile that is shipped is whole, says where it comes from, and names pages that we have', () => {
  const log = listening()
  const profiles = loadPrinterProfiles(shipped, log)
  expect(log.said).toEqual([])
  expect(profiles).toHaveLength(readdirSync(shipped).length)
  expect(profiles[0]?.id).toBe('generic')
  for (const { id, source, codePages, models, hasCutter, cutCommand } of profiles) {
    expect(source, id).not.toBe('')
    expect(models.length, id).toBeGreaterThan(0)
    expect(hasCutter, id).toBe(cutCommand !== 'none')
    for (const page of Object.values(codePages)) expect(isCodePageName(page), `${id}: ${page}`).toBe(true)
  }
})

test('a damaged file costs its own model only, and is named in the log', () => {
  const folder = copyOfShipped()
  writeFileSync(path.join(folder, 'epson-tm-t82.json'), '{ "id": "epson-tm-t82", ')
  writeFileSync(path.join(folder, 'rugtek.json'), JSON.stringify({ id: 'rugtek', widthDots: 'wide' }))
  writeFileSync(path.join(folder, 'stray.json'), JSON.stringify({ id: 'other' }))
  const log = listening()
  const ids = loadPrinterProfiles(folder, log).map((profile) => profile.id)
  expect(ids).toContain('epson-tm-t88')
  expect(ids).not.toContain('epson-tm-t82')
  expect(log.said.map((line) => line.split(' ')[2])).toEqual(['epson-tm-t82.json', 'rugtek.json', 'stray.json'])
})

test('without the folder there is still the printer that nobody knows', () => {
  const log = listening()
  expect(loadPrinterProfiles('/nowhere/at/all', log).map((profile) => profile.id)).toEqual(['generic'])
  expect(log.said).toHaveLength(1)
})

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { bitmapPng } from '#main/devices/printer/bitmap-png.ts'
import { readEscpos } from '#tests/golden/receipts/read-escpos.ts'
import type { ReceivedPaper } from './paper-listener.ts'

/** A folder of numbered pictures and papers, with a page that lists them. */
export class Album {
  readonly folder: string
  readonly #lines: string[] = []
  #pictures = 0
  #papers = 0

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(folder, { recursive: true })
  }

  heading(text: string): void {
    this.#lines.push('', `## ${text}`, '')
  }

  /** A picture of the window as it stands. */
  async picture(name: string, page: Page): Promise<void> {
    this.#pictures += 1
    const file = `${String(this.#pictures).padStart(2, '0')}-${slug(name)}.png`
    await page.screenshot({ path: path.join(this.folder, file), animations: 'disabled', caret: 'initial' })
    this.#lines.push(`- [${name}](${file})`)
  }

  /** A paper as the bytes that went out, and as the picture that a stranger's parser makes of them. */
  async paper(name: string, { bytes, isWhole }: ReceivedPaper): Promise<void> {
    this.#papers += 1
    const file = `paper-${String(this.#papers).padStart(2, '0')}-${slug(name)}`
    writeFileSync(path.join(this.folder, `${file}.bin`), bytes)
    if (!isWhole) {
      this.#lines.push(`- ${name}: [bytes](${file}.bin), broken off`)
      return
    }
    const { bitmap } = await readEscpos(bytes)
    writeFileSync(path.join(this.folder, `${file}.png`), bitmapPng(bitmap))
    this.#lines.push(`- ${name}: [picture](${file}.png), [bytes](${file}.bin)`)
  }

  file(name: string, file: string): void {
    this.#lines.push(`- [${name}](${file})`)
  }

  /** Writes the list. */
  finish(title: string): void {
    writeFileSync(path.join(this.folder, 'index.md'), `# ${title}\n${this.#lines.join('\n')}\n`)
  }
}

const slug = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

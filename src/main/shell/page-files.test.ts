import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY, pageFile } from './page-files.ts'

const FOLDER = path.resolve('/pages')
const asked = (rest: string) => pageFile(FOLDER, new URL(`app://counterbook/${rest}`))

describe('pageFile', () => {
  it('finds the files of a page', () => {
    expect(asked('index.html')?.file).toBe(path.join(FOLDER, 'index.html'))
    expect(asked('assets/index-a1.js?v=1#x')?.file).toBe(path.join(FOLDER, 'assets', 'index-a1.js'))
  })

  it('serves everything under the policy, as what it is', () => {
    expect(asked('assets/a.js')?.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff'
    })
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/)
  })

  it.each([
    '',
    'index',
    'main.map',
    'a.exe',
    '.html',
    'a/../.hidden/x.js',
    '%2e%2e%2fsecret.js',
    'a%5c..%5csecret.js',
    'a%00.js',
    '%ff.js',
    'c:/x.js'
  ])('does not serve %j', (rest) => {
    expect(asked(rest)).toBe(null)
  })

  it('never leaves its folder', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '..%2f', '%2f', '\\', 'a', 'C:'), fc.string())
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const address = URL.parse(`app://counterbook/${parts.join('/')}/x.js`)
        const found = address && pageFile(FOLDER, address)
        expect(found === null || found.file.startsWith(FOLDER + path.sep)).toBe(true)
      })
    )
  })
})

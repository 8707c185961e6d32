import { describe, expect, it } from 'vitest'
import { isAllowedRequest, isOwnPage, PAGE_ADDRESS } from './own-page.ts'

const DEV = 'http://localhost:5173'

describe('isOwnPage', () => {
  it('knows its own pages', () => {
    expect(isOwnPage(PAGE_ADDRESS, null)).toBe(true)
    expect(isOwnPage(`${PAGE_ADDRESS}#counter`, null)).toBe(true)
    expect(isOwnPage(`${DEV}/index.html`, DEV)).toBe(true)
  })

  it.each([
    '',
    'about:blank',
    'about:srcdoc',
    'app://counterbook.example/index.html',
    'app://counterbook@example/index.html',
    'app://user@counterbook/index.html',
    'app://counterbook:80/index.html',
    'https://counterbook/index.html',
    'file:///index.html',
    'data:text/html,app://counterbook/',
    'javascript:alert(1)',
    `${DEV}/index.html`,
    'http://localhost:5173.example/'
  ])('does not take %j for one in a built app', (address) => {
    expect(isOwnPage(address, null)).toBe(false)
  })

  it.each(['http://localhost:5174/', 'https://localhost:5173/', 'http://localhost:5173@example/', 'about:blank'])(
    'does not take %j for the development server',
    (address) => {
      expect(isOwnPage(address, DEV)).toBe(false)
    }
  )
})

describe('isAllowedRequest', () => {
  it('lets a built app load from itself alone', () => {
    expect(isAllowedRequest('app://counterbook/assets/a.js', null)).toBe(true)
    expect(isAllowedRequest('data:image/png;base64,AAAA', null)).toBe(true)
    for (const address of [
      'http://127.0.0.1/',
      'https://example.com/a.js',
      'ws://localhost:5173/',
      'wss://example.com/',
      'file:///etc/passwd',
      'ftp://example.com/',
      'blob:https://example.com/6a1f8f5e',
      'blob:app://counterbook/6a1f8f5e',
      'devtools://devtools/bundled/a.html',
      'not an address'
    ]) {
      expect(isAllowedRequest(address, null), address).toBe(false)
    }
  })

  it('lets a page in development reach its server', () => {
    expect(isAllowedRequest(`${DEV}/src/main.tsx`, DEV)).toBe(true)
    expect(isAllowedRequest('ws://localhost:5173/?token=a', DEV)).toBe(true)
    expect(isAllowedRequest('devtools://devtools/bundled/a.html', DEV)).toBe(true)
    expect(isAllowedRequest('https://example.com/', DEV)).toBe(false)
  })
})

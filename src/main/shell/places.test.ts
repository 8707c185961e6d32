import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { canKeepThingsIn, placesOf } from './places.ts'

describe('placesOf', () => {
  it('leaves everything where the system has it', () => {
    expect(placesOf(['electron', '.'], {}, false)).toEqual({
      userDataFolder: null,
      documentsFolder: null,
      devServer: null
    })
  })

  it('takes the folder from the flag before the environment, and the books with it', () => {
    const folder = path.resolve('/tmp/a')
    const expected = { userDataFolder: folder, documentsFolder: path.join(folder, 'documents') }
    expect(placesOf(['electron', '--user-data-dir=/tmp/a'], { COUNTERBOOK_USER_DATA: '/tmp/b' }, true)).toMatchObject(
      expected
    )
    expect(placesOf(['electron'], { COUNTERBOOK_USER_DATA: '/tmp/a' }, true)).toMatchObject(expected)
    expect(placesOf(['electron', '--user-data-dir='], {}, true).userDataFolder).toBe(null)
  })

  it('loads from a server in development only', () => {
    const environment = { ELECTRON_RENDERER_URL: 'http://localhost:5173' }
    expect(placesOf([], environment, false).devServer).toBe('http://localhost:5173')
    expect(placesOf([], environment, true).devServer).toBe(null)
  })
})

it('knows a folder that nothing can be kept in', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'places-'))
  try {
    writeFileSync(path.join(folder, 'file'), '')
    expect(canKeepThingsIn(path.join(folder, 'made', 'now'))).toBe(true)
    expect(canKeepThingsIn(path.join(folder, 'file', 'below'))).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

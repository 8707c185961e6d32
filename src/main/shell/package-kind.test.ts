import { expect, test } from 'vitest'
import { packageKindOf } from './package-kind.ts'

const linux = { isPackaged: true, platform: 'linux', environment: {}, mark: '' }

test('a copy is replaced by the kind of package that it came in', () => {
  expect(packageKindOf({ ...linux, mark: 'deb' })).toBe('deb')
  expect(packageKindOf({ ...linux, mark: 'rpm' })).toBe('rpm')
  expect(packageKindOf({ ...linux, environment: { APPIMAGE: '/home/a/Counterbook.AppImage' } })).toBe('appimage')
  expect(packageKindOf({ ...linux, platform: 'win32' })).toBe('nsis')
  expect(packageKindOf({ ...linux, platform: 'darwin' })).toBe('dmg')
})

test('a plain folder, a portable program and a run from the sources are replaced by nothing', () => {
  expect(packageKindOf(linux)).toBeNull()
  expect(packageKindOf({ ...linux, mark: 'something' })).toBeNull()
  expect(
    packageKindOf({ ...linux, platform: 'win32', environment: { PORTABLE_EXECUTABLE_FILE: 'E:\\c.exe' } })
  ).toBeNull()
  expect(packageKindOf({ ...linux, isPackaged: false, mark: 'deb' })).toBeNull()
})

import { expect, test } from 'vitest'
import { type CameraAsk, CameraPermission } from './camera-permission.ts'

const ASK: CameraAsk = {
  permission: 'media',
  kinds: ['video'],
  address: 'app://counterbook/index.html',
  isTopFrame: true,
  isCashier: true
}

test('the camera is given to the page of the cashier while a dialog scans, and to nobody else', () => {
  const camera = new CameraPermission(null, () => 1000)
  expect(camera.isGiven(ASK)).toBe(false)
  camera.set(true)
  expect(camera.isGiven(ASK)).toBe(true)
  const others: Partial<CameraAsk>[] = [
    { permission: 'geolocation' },
    { permission: 'display-capture' },
    { kinds: [] },
    { kinds: ['audio'] },
    { kinds: ['audio', 'video'] },
    { kinds: ['unknown'] },
    { address: 'https://example.com/' },
    { address: 'app://counterbook.example/index.html' },
    { address: '' },
    { isTopFrame: false },
    { isCashier: false }
  ]
  for (const other of others) expect(camera.isGiven({ ...ASK, ...other }), JSON.stringify(other)).toBe(false)
  camera.set(false)
  expect(camera.isGiven(ASK)).toBe(false)
})

test('a dialog that was forgotten does not leave the camera open', () => {
  let nowMs = 5000
  const camera = new CameraPermission(null, () => nowMs)
  camera.set(true)
  nowMs += 179_999
  expect(camera.isGiven(ASK)).toBe(true)
  nowMs += 1
  expect(camera.isGiven(ASK)).toBe(false)
})

import { expect, test } from 'vitest'
import { KeyStore } from './key-store.ts'
import { keyText, partyKeys } from './party-keys.ts'
import { WordReader } from './word-reader.ts'

const reader = new WordReader()

function keysOf(name: string) {
  return partyKeys({ name, place: 'Kanpur', phone: '9414012345', alias: 'बबलू' }, reader)
}

test('what was set is read back, in any script and with half a surrogate pair', () => {
  const store = new KeyStore()
  const names = ['Ramesh Kumar', 'रमेश', 'অরোড়া', 'γιώργος', '😀', '\ud800 x', 'கணேஷ்']
  for (const [slot, name] of names.entries()) store.set(slot, keysOf(name), name)
  for (const [slot, name] of names.entries()) {
    expect(store.name(slot)).toBe(name)
    expect(store.keys(slot)).toEqual(keysOf(name))
  }
})

test('a thousand changes of each of a few names take no more room, and harm no neighbour', () => {
  const store = new KeyStore()
  for (let slot = 0; slot < 20; slot++) store.set(slot, keysOf(`Ramesh ${slot}`), `Ramesh ${slot}`)
  const held = store.heldBytes
  for (let round = 0; round < 1000; round++) {
    for (let slot = 1; slot < 20; slot += 2) {
      store.clear(slot)
      store.set(slot, keysOf(`सुरेश ${round}`), `सुरेश ${round}`)
    }
  }
  expect(store.heldBytes).toBe(held)
  for (let slot = 0; slot < 20; slot++) {
    const name = slot % 2 === 0 ? `Ramesh ${slot}` : 'सुरेश 999'
    expect([store.name(slot), keyText(store.keys(slot), 'spelled')]).toEqual([name, keyText(keysOf(name), 'spelled')])
  }
})

import { expect, test } from 'vitest'
import { minor } from '#shared/money/money.ts'
import type { Translate } from './receipt-texts.ts'
import { unprovedBlocks } from './unproved-blocks.ts'

const t = Object.assign((key: string) => key, { currency: 'INR' }) as unknown as Translate
const line = { time: '10:04', number: 'B1/26-27/00012', partyName: 'Asha', amountMinor: minor(500_00) } as const

test("the cashier's word and what nobody saw stand apart, each with time, number, party and amount", () => {
  const [first, ...blocks] = unprovedBlocks(
    [
      { ...line, state: 'waiting' },
      { ...line, partyName: '', state: 'claimed' }
    ],
    7,
    t
  )
  expect(
    blocks.map((block) => (block.type === 'pair' ? [block.label, block.value] : 'text' in block ? block.text : ''))
  ).toEqual([
    'dayUpiClaimed',
    ['10:04  B1/26-27/00012', '500.00'],
    'dayUpiWaiting',
    ['10:04  B1/26-27/00012  Asha', '500.00'],
    '+ 7'
  ])
  expect(first?.type).toBe('rule')
  expect(unprovedBlocks([], 0, t)).toEqual([])
})

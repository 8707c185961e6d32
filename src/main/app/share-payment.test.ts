import { expect, it } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { noOutside } from '#main/ports/outside.ts'
import type { PublicLinkAsk, PublicLinks } from '#main/ports/public-links.ts'
import { ask, newId, openTestShop } from '#tests/support/open-app.ts'
import { createBookOn } from '#tests/support/open-book.ts'
import { openPayPage, sharePayment } from './share-payment.ts'

it('a link is the page on the web where the shop has one, and the payer app’s where it has none or no answer', async () => {
  const shop = await openTestShop()
  const partyId = newId()
  await shop.call('party.add', ask.party('Ramesh', 'customer', partyId))
  await shop.call('entry.record', ask.sale(partyId, 500_00))
  const book = createBookOn(shop.folder)
  const asks: PublicLinkAsk[] = []
  const copied: string[] = []
  const desk = (publicLinks?: PublicLinks) => ({
    ...{ dialogs: noDialogs, qrRows: () => null, picture: async () => new Uint8Array(), writeFile: () => {} },
    outside: { ...noOutside, copyText: (text: string) => void copied.push(text) },
    ...(publicLinks === undefined ? {} : { publicLinks })
  })
  const watched: boolean[] = []
  const links = (url: string | null): PublicLinks => ({
    known: () => url,
    make: async (asked) => {
      asks.push(asked)
      return url
    },
    watch: (isWatched) => void watched.push(isWatched)
  })
  const page = links('https://books.example/p/secret')
  try {
    for (const one of [page, undefined, links(null)])
      await sharePayment(book, desk(one), { of: { type: 'party', partyId }, way: 'copy-link' })
    // A key copies what is known; only the dialog that opens asks for it.
    expect(asks).toEqual([])
    const of = { type: 'party' as const, partyId }
    expect(await openPayPage(book, desk(page), { of, isOpen: true })).toEqual({
      page: 'https://books.example/p/secret'
    })
    expect(await openPayPage(book, desk(page), { of, isOpen: false })).toEqual({ page: '' })
    expect(await openPayPage(book, desk(), { of, isOpen: true })).toEqual({ page: '' })
    expect(watched).toEqual([true, false])
    expect(copied).toEqual([
      'https://books.example/p/secret',
      expect.stringMatching(/^upi:/),
      expect.stringMatching(/^upi:/)
    ])
    expect(asks).toEqual([
      {
        kind: 'statement',
        partyId,
        amountMinor: 500_00,
        reference: '',
        title: ''
      }
    ])
  } finally {
    book.store.close()
    await shop.close()
  }
})

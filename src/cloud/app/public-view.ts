import { returnedOnLink } from '#cloud/db/link-reads.ts'
import { readStatement } from '#cloud/db/owner-reads.ts'
import { signOf } from '#cloud/pages/frame.ts'
import type { PublicView } from '#cloud/pages/public-page.ts'
import { codeOf } from '#cloud/pages/qr-code.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import { type Minor, minor, subtract, ZERO } from '#shared/money/money.ts'
import { paymentRequest, takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import type { Cloud } from './cloud.ts'
import { type PublicLink, readLink } from './public-links.ts'
import { onShopPage, type ShopPage } from './shop-page.ts'
import { WireRefusal } from './wire-refusal.ts'

/** So many entries stand on a party's page. */
const LINES = 30

/** What a stranger with the address may see: this shop's name, this party's name and account, nothing of anybody else. Null where the link has ended; refused with `retry` while the book is being taken in. */
export async function publicView(cloud: Cloud, accountId: string, linkId: string): Promise<PublicView | null> {
  return onShopPage(cloud, accountId, async (run, page) => {
    // Half of a book owes another amount, to an address that may have been changed since: nobody shall be asked for that.
    if (page.shop.isBuilding) throw new WireRefusal('retry', { retryAfterSeconds: 60 })
    const link = await readLink(run, accountId, linkId)
    if (link === undefined || link.revoked_at !== null || link.expires_at.getTime() <= cloud.clock.nowMs()) return null
    // Whoever has the address of one party sees that one alone, also where the shop says that two are one.
    const asked = { partyId: link.party_id ?? '', before: null, most: LINES, isAlone: true }
    const statement = link.party_id === null ? null : await readStatement(run, accountId, asked, () => '')
    const balanceMinor = statement?.party.balanceMinor ?? ZERO
    const openMinor =
      link.amount_minor === null ? balanceMinor : subtract(minor(link.amount_minor), minor(link.paid_minor))
    const { offsetMinutes, texts, shop } = page
    const dayOf = (at: Date) => localTime({ epochMs: at.getTime(), offsetMinutes }).date
    const toPayMinor = link.state === 'paid' || openMinor < 0 ? ZERO : openMinor
    return {
      ...{
        texts,
        shopName: shop.name,
        currency: shop.currency,
        sign: signOf(shop),
        kind: link.kind,
        title: link.title
      },
      ...{ partyName: statement?.party.name ?? '', balanceMinor, toPayMinor, paidMinor: minor(link.paid_minor) },
      isPaid: link.state === 'paid',
      returnedMinor: link.provider === null ? ZERO : await returnedOnLink(run, accountId, linkId),
      lines: link.kind === 'statement' ? (statement?.lines ?? []) : [],
      ...{ askedOn: dayOf(link.made_at), endsOn: dayOf(link.expires_at) },
      gatewayUrl:
        link.provider_ref !== null && (link.state === 'open' || link.state === 'partly') ? link.provider_url : null,
      code: payCode(page, link, toPayMinor)
    }
  })
}

/** The code for exactly this amount, by the scheme that the shop takes money by; null where it takes none or nothing is owed. */
function payCode({ shop, upi }: ShopPage, { reference, title }: PublicLink, amountMinor: Minor): PublicView['code'] {
  const payee = { name: shop.name, upiAddress: upi.address, paymentQr: upi.paymentQr }
  // A code in another currency than the shop's would ask for another amount.
  if (amountMinor <= 0 || shop.currency !== shop.currencyCode || !takesPaymentQr(payee)) return null
  const asked = { amountMinor, currency: shop.currency, reference, note: title || reference }
  const request = paymentRequest(payee, asked)
  const code = request.ok ? codeOf(request.value.payload) : null
  if (!request.ok || code === null) return null
  const { payload, payTo, scheme } = request.value
  return { ...code, payTo, link: scheme === 'upi' ? payload : null }
}

import type { MessageGateway } from '#main/ports/message-gateway.ts'
import type { SmsProvider } from '#shared/reminders/sms-gateway.ts'
import { EXOTEL_ORIGINS, exotelRequest, exotelStatusRequest, readExotel, readExotelStatus } from './exotel-gateway.ts'
import { MSG91_ORIGIN, msg91Request, readMsg91 } from './msg91-gateway.ts'
import { get, post } from './post.ts'

export interface GatewayPlaces {
  /** Where the providers are; their own addresses by default. Tests put a fake one in their place. */
  readonly origins?: Readonly<Record<SmsProvider, string>>
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 20_000

/** A sign that no header can hold is in no key of any provider. */
const isKey = (key: string): boolean => key !== '' && !/[^\x21-\x7e]/u.test(key)

/** Speaks to the provider that the shop has set up. The key is in the request and nowhere else. */
export function createSmsGateways({ origins, timeoutMs = TIMEOUT_MS }: GatewayPlaces = {}): MessageGateway {
  return {
    async send(request, gateway, key) {
      if (!isKey(key)) return { kind: 'refused', code: 'message/gateway-key' }
      switch (gateway.provider) {
        case 'msg91': {
          const asked = msg91Request(request, gateway, key, origins?.msg91 ?? MSG91_ORIGIN)
          return readMsg91(await post({ ...asked, timeoutMs }))
        }
        case 'exotel': {
          const asked = exotelRequest(request, gateway, key, origins?.exotel ?? EXOTEL_ORIGINS[gateway.region])
          return readExotel(await post({ ...asked, timeoutMs }))
        }
        default:
          return { kind: 'refused', code: 'message/no-gateway' }
      }
    },
    // MSG91 tells it to a server of the shop's own (a webhook), which a counter's PC is not.
    canTell: ({ provider }) => provider === 'exotel',
    async delivery(reference, gateway, key) {
      if (gateway.provider !== 'exotel' || !isKey(key)) return 'unknown'
      const origin = origins?.exotel ?? EXOTEL_ORIGINS[gateway.region]
      return readExotelStatus(await get({ ...exotelStatusRequest(reference, gateway, key, origin), timeoutMs }))
    }
  }
}

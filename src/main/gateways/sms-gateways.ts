import type { MessageGateway } from '#main/ports/message-gateway.ts'
import type { SmsProvider } from '#shared/reminders/sms-gateway.ts'
import { EXOTEL_ORIGINS, exotelRequest, readExotel } from './exotel-gateway.ts'
import { MSG91_ORIGIN, msg91Request, readMsg91 } from './msg91-gateway.ts'
import { post } from './post.ts'

export interface GatewayPlaces {
  /** Where the providers are; their own addresses by default. Tests put a fake one in their place. */
  readonly origins?: Readonly<Record<SmsProvider, string>>
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 20_000

/** Speaks to the provider that the shop has set up. The key is in the request and nowhere else. */
export function createSmsGateways({ origins, timeoutMs = TIMEOUT_MS }: GatewayPlaces = {}): MessageGateway {
  return {
    async send(request, gateway, key) {
      // A sign that no header can hold is no key of any provider.
      if (key === '' || /[^\x21-\x7e]/u.test(key)) return { kind: 'refused', code: 'message/gateway-key' }
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
    }
  }
}

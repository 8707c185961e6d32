import type { CloudConfig } from '#cloud/config.ts'
import type { CloudDatabase } from '#cloud/db/cloud-database.ts'
import type { Clock } from '#cloud/ports/clock.ts'
import type { Log } from '#cloud/ports/log.ts'
import type { Mailer } from '#cloud/ports/mailer.ts'
import type { PaymentGateway } from '#cloud/ports/payment-gateway.ts'
import type { Randomness } from '#cloud/ports/randomness.ts'
import type { ServerKey } from './device-token.ts'
import type { Figures } from './figures.ts'
import type { Limits } from './limits.ts'

/** What an operator has decided, and which version runs. */
export interface CloudSettings
  extends Pick<
    CloudConfig,
    'secret' | 'publicUrl' | 'trustedProxies' | 'isFoundingOpen' | 'quotaBytes' | 'metricsToken'
  > {
  readonly serverVersion: string
  /** The oldest app that this server speaks with. */
  readonly minimumVersion: string
}

/** What every use case may need. It holds nothing of a request: servers are many, and each is as good as the other. */
export interface Cloud {
  readonly database: CloudDatabase
  readonly clock: Clock
  readonly randomness: Randomness
  readonly log: Log
  readonly settings: CloudSettings
  readonly serverKey: ServerKey
  readonly figures: Figures
  readonly limits: Limits
  readonly mailer: Mailer | null
  /** The gateways that a shop may take money through, by name. */
  readonly gateways: ReadonlyMap<string, PaymentGateway>
}

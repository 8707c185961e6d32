import { type CustomerDesk, createCustomerDesk } from '#main/app/customer-desk.ts'
import { displayWords } from '#main/devices/displays/display-words.ts'
import { qrRows } from '#main/devices/displays/qr-rows.ts'
import type { CustomerScreen } from '#main/ports/customer-screen.ts'
import type { LineDisplay } from '#main/ports/line-display.ts'
import type { Log } from '#main/ports/log.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { Language } from '#shared/settings/settings.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type CustomerHandlers = Pick<
  Handlers,
  `customer.${'show' | 'look' | 'screen' | 'chooseScreen' | 'identify' | 'line' | 'ports' | 'chooseLine'}`
>

export interface CustomerParts {
  readonly keeper: () => ShopKeeper
  readonly screen: CustomerScreen
  readonly lineDisplay: LineDisplay
  readonly systemLanguage: Language
  readonly timer: Timer
  readonly log: Log
}

export function openCustomerDesk({ keeper, screen, ...parts }: CustomerParts): CustomerDesk {
  return createCustomerDesk({
    ...parts,
    screen,
    qrRows,
    words: displayWords,
    book() {
      try {
        return keeper().book()
      } catch (error) {
        if (error instanceof FailureError) return null
        throw error
      }
    }
  })
}

/** What the counter tells of its line, and how this PC is set up for its customers. */
export function createCustomerHandlers(
  desk: CustomerDesk,
  { screen, lineDisplay }: Pick<CustomerParts, 'screen' | 'lineDisplay'>
): CustomerHandlers {
  return {
    'customer.show': ({ draft }) => {
      desk.typed(draft)
      return {}
    },
    'customer.look': () => desk.view(),
    'customer.screen': () => screen.state(),
    'customer.chooseScreen': (change) => screen.choose(change),
    'customer.identify': () => {
      screen.identify()
      return {}
    },
    'customer.line': () => lineDisplay.state(),
    'customer.ports': async () => [...(await lineDisplay.ports())],
    'customer.chooseLine': (change) => lineDisplay.choose(change)
  }
}

/** The same handlers, whose answers the desk hears of. What the customer sees decides nothing about them. */
export function heardByDesk(handlers: Handlers, desk: CustomerDesk): Handlers {
  return {
    ...handlers,
    'entry.record': async (input) => {
      const answer = await handlers['entry.record'](input)
      desk.recorded(answer.entry as Parameters<CustomerDesk['recorded']>[0])
      return answer
    },
    'entry.reverse': async (input) => {
      const answer = await handlers['entry.reverse'](input)
      desk.reversed(input.entryId)
      return answer
    },
    'upi.mark': async (input) => {
      const answer = await handlers['upi.mark'](input)
      desk.marked(answer.entry as Parameters<CustomerDesk['marked']>[0])
      return answer
    }
  }
}

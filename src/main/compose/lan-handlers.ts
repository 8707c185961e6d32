import { readLanAddress } from '#main/sync/lan/lan-address.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { LanState } from '#shared/contract/lan-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type LanHandlers = Pick<Handlers, Extract<keyof Handlers, `lan.${string}`>>

/** Below this, ports belong to the system. */
const [FIRST_PORT, LAST_PORT] = [1_024, 65_535]

/** The other counters in the shop's own net. */
export function createLanHandlers(keeper: ShopKeeper): LanHandlers {
  const state = (): LanState => {
    const { lan, lanChoice } = keeper.cloud()
    const { sync } = keeper.book().store
    const account = sync.account()
    const names = new Map(sync.devices().map((device) => [device.deviceNo, device.name || device.counterCode]))
    const { isListening, port, trouble, counters } = lan.status()
    return {
      hasAccount: account !== null && account.state !== 'left',
      ...{ isOn: lanChoice().isOn, isListening, port, addresses: [...lanChoice().addresses] },
      trouble: trouble === null ? null : { code: trouble },
      counters: counters.map(({ deviceNo, address, spokenAtMs, trouble: why }) => ({
        ...{ deviceNo, address, spokenAt: spokenAtMs, trouble: why },
        name: deviceNo === null ? '' : (names.get(deviceNo) ?? '')
      }))
    }
  }
  return {
    'lan.state': state,
    async 'lan.choose'({ isOn, port, addresses }) {
      const account = keeper.book().store.sync.account()
      if (isOn && (account === null || account.state === 'left')) refuse('sync/off')
      if (port < FIRST_PORT || port > LAST_PORT) refuse('lan/port', {}, 'port')
      const typed = addresses.map((text) => text.trim()).filter((text) => text !== '')
      if (typed.some((text) => readLanAddress(text) === null)) refuse('lan/address', {}, 'addresses')
      await keeper.cloud().chooseLan({ isOn, port, addresses: typed })
      return state()
    },
    async 'lan.now'() {
      await keeper.cloud().lan.now()
      return state()
    }
  }
}

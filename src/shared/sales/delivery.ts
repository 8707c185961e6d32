import type { Bill } from './bill.ts'

/** Where goods go that do not go to their buyer's own address; a state alone is no address. */
export type Delivery = Pick<Bill, 'deliveryAddress' | 'deliveryState'>

/** As it was typed, without the space around it. The state is a code of the scheme's places. */
export function deliveryOf({ deliveryAddress, deliveryState }: Delivery): Delivery {
  const address = deliveryAddress.trim()
  return { deliveryAddress: address, deliveryState: address === '' ? '' : deliveryState.trim() }
}

/** The state that goods are delivered in: the chosen one, else the place of supply. Empty where the bill has no delivery address. */
export const stateOfDelivery = ({
  deliveryAddress,
  deliveryState,
  supply
}: Delivery & { readonly supply: Pick<Bill['supply'], 'placeOfSupply'> }): string =>
  deliveryAddress === '' ? '' : deliveryState || supply.placeOfSupply

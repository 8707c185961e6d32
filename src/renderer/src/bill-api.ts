import type { z } from 'zod'
import type { billEndpoints } from '#shared/contract/bill-endpoints.ts'
import type { itemEndpoints } from '#shared/contract/item-endpoints.ts'
import type { Result } from '#shared/kernel/result.ts'
import { call } from './app-api.ts'

type Goods = typeof itemEndpoints & typeof billEndpoints
export type GoodsChannel = keyof Goods
export type GoodsInput<Name extends GoodsChannel> = z.input<Goods[Name]['input']>
export type GoodsOutput<Name extends GoodsChannel> = z.output<Goods[Name]['output']>

/** Asks main about goods and bills. */
export const callGoods = <Name extends GoodsChannel>(
  channel: Name,
  input: GoodsInput<Name>
): Promise<Result<GoodsOutput<Name>>> => call(channel as never, input as never) as Promise<Result<GoodsOutput<Name>>>

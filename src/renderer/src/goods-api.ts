import type { z } from 'zod'
import type { itemEndpoints } from '#shared/contract/item-endpoints.ts'
import type { Result } from '#shared/kernel/result.ts'
import { call } from './app-api.ts'

type Endpoints = typeof itemEndpoints

/** Asks for what has to do with items, under their own types. */
export const callItems = <Name extends keyof Endpoints>(
  channel: Name,
  input: z.input<Endpoints[Name]['input']>
): Promise<Result<z.output<Endpoints[Name]['output']>>> => call(channel as never, input as never) as never

import type { z } from 'zod'

/**
 * One thing that the renderer may ask of main. `query` changes nothing; `command` may, and carries an id made by the
 * caller wherever it records a fact, so that asking twice is safe.
 */
export interface Endpoint<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly effect: 'query' | 'command'
  readonly input: Input
  readonly output: Output
}

export const query = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) =>
  ({ effect: 'query', input, output }) as const satisfies Endpoint
export const command = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) =>
  ({ effect: 'command', input, output }) as const satisfies Endpoint

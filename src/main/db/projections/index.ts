import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'
import type { OpKind } from '#shared/journal/op.ts'
import { creditProjection } from './credit.ts'
import { definitionProjection } from './definitions.ts'
import { messageProjection } from './messages.ts'
import { otherProjection } from './others.ts'
import { paymentProjection } from './payments.ts'
import type { FactPlace, Projection, Run } from './projection.ts'
import { shiftProjection } from './shifts.ts'
import { slipProjection } from './slips.ts'

const PROJECTIONS: readonly Projection[] = [
  creditProjection,
  slipProjection,
  paymentProjection,
  messageProjection,
  shiftProjection,
  definitionProjection,
  otherProjection
]

/** Every table that follows from ops alone, with the columns of its key. */
export const PROJECTED_TABLES: ReadonlyMap<string, readonly string[]> = new Map(
  PROJECTIONS.flatMap(({ tables }) => Object.entries(tables))
)

type AnyWriter = (run: Run, body: FactBodies[FactKind], place: FactPlace) => void

const WRITERS = new Map(PROJECTIONS.flatMap(({ writers }) => Object.entries(writers as Record<FactKind, AnyWriter>)))

/** Whether rows follow from an op of this kind. */
export const isProjected = (kind: OpKind): kind is FactKind => WRITERS.has(kind)

/** Writes the rows of one fact. */
export function project<Kind extends FactKind>(run: Run, kind: Kind, body: FactBodies[Kind], place: FactPlace): void {
  WRITERS.get(kind)?.(run, body, place)
}

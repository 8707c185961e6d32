import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type ImportHandlers = Pick<Handlers, `import.${'choose' | 'plan' | 'commit'}`>

export function createImportHandlers(_parts: {
  keeper: ShopKeeper
  dialogs: Dialogs
  emit: EventSink
}): ImportHandlers {
  return {
    'import.choose': async () => null,
    'import.plan': () => refuse('import/unreadable'),
    'import.commit': () => refuse('import/plan-stale')
  }
}

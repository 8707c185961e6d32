import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { ItemHit } from '#shared/contract/goods-views.ts'

export interface ItemHits {
  /** The text that these were found for. */
  readonly text: string
  readonly hits: readonly ItemHit[]
}

const LIMIT = 8
const none: ItemHits = { text: '', hits: [] }

/**
 * Items for what is typed, asked anew at each letter; only the answer to the newest text is shown. `whenFound` waits for it:
 * Enter may come before the answer does.
 */
export function useItemSearch(text: string | null): { found: ItemHits; whenFound: () => Promise<ItemHits> } {
  const [found, setFound] = useState(none)
  const newest = useRef<Promise<ItemHits>>(Promise.resolve(none))
  const wanted = text?.trim() ?? null
  useEffect(() => {
    if (wanted === null) return
    let isCurrent = true
    const answer = find(wanted)
    newest.current = answer
    void answer.then((hits) => {
      if (isCurrent) setFound(hits)
    })
    return () => {
      isCurrent = false
    }
  }, [wanted])
  return { found, whenFound: () => newest.current }
}

async function find(text: string): Promise<ItemHits> {
  const answer = await call('item.search', { text, limit: LIMIT })
  return { text, hits: answer.ok ? answer.value : [] }
}

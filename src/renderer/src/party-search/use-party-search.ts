import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { PartyHit } from '#shared/contract/views.ts'
import { splitPartyLine } from './party-line.ts'

export interface PartyHits {
  /** The text that these were found for. */
  readonly text: string
  readonly wholeHits: readonly PartyHit[]
  readonly nameHits: readonly PartyHit[]
}

const LIMIT = 8
const none: PartyHits = { text: '', wholeHits: [], nameHits: [] }

/**
 * Parties for what is typed, asked anew at each letter; only the answer to the newest text is shown. `whenFound` waits for it:
 * Enter may come before the answer does.
 */
export function usePartySearch(
  text: string,
  isWanted: boolean
): { hits: PartyHits; whenFound: () => Promise<PartyHits> } {
  const [hits, setHits] = useState(none)
  const newest = useRef<Promise<PartyHits>>(Promise.resolve(none))
  const wanted = isWanted ? text.trim() : null
  useEffect(() => {
    if (wanted === null) return
    let isCurrent = true
    const answer = find(wanted)
    newest.current = answer
    void answer.then((found) => {
      if (isCurrent) setHits(found)
    })
    return () => {
      isCurrent = false
    }
  }, [wanted])
  return { hits, whenFound: () => newest.current }
}

async function find(text: string): Promise<PartyHits> {
  const { name, amountText } = splitPartyLine(text)
  const hasBoth = name !== '' && amountText !== null
  const [whole, byName] = await Promise.all([
    call('party.search', { text, limit: LIMIT }),
    hasBoth ? call('party.search', { text: name, limit: LIMIT }) : null
  ])
  return { text, wholeHits: whole.ok ? whole.value : [], nameHits: byName?.ok ? byName.value : [] }
}

import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { FoundPrinterView } from '#shared/contract/printer-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

export interface Discovery {
  readonly found: readonly FoundPrinterView[]
  readonly isSearching: boolean
  /** How far the search of the network is, while it goes on. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly failure: Failure | null
  /** Searches the network too: only when somebody asks for it. */
  readonly searchNetwork: () => void
}

/** Looks around this PC at once, and in the network when asked; a search that is under way ends with the dialog. */
export function useDiscovery(): Discovery {
  const [found, setFound] = useState<readonly FoundPrinterView[]>([])
  const [searches, setSearches] = useState(0)
  const [progress, setProgress] = useState<Discovery['progress']>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isOpen = useRef(true)
  const search = useCallback(async (isNetworkSearched: boolean) => {
    setSearches((now) => now + 1)
    const answer = await call('printer.discover', { isNetworkSearched })
    if (!isOpen.current) return
    setSearches((now) => now - 1)
    setProgress(null)
    if (!answer.ok) return setFailure(answer.failure)
    // What an earlier search found stays: a printer is not gone because a later search was ended.
    setFound((before) => [
      ...answer.value,
      ...before.filter((one) => !answer.value.some((newer) => newer.token === one.token))
    ])
  }, [])
  useEffect(() => {
    isOpen.current = true
    void search(false)
    const stop = listen('work.progress', ({ work, done, total }) => {
      if (work === 'find-printers') setProgress({ done, total })
    })
    return () => {
      isOpen.current = false
      stop()
      void call('printer.stopDiscovery', {})
    }
  }, [search])
  return { found, isSearching: searches > 0, progress, failure, searchNetwork: () => void search(true) }
}

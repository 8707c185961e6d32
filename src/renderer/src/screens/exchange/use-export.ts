import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { WayOutRequest, WayOutResult } from '#shared/exchange/ways-out.ts'
import type { Failure } from '#shared/kernel/result.ts'

type Folder = NonNullable<Output<'exchange.chooseFolder'>>

/** From a chosen folder to files in it. Nothing is asked twice while something is written. */
export function useExport() {
  const [folder, setFolder] = useState<Folder | null>(null)
  const [result, setResult] = useState<WayOutResult | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isWriting, setWriting] = useState(false)
  const busy = useRef(false)

  async function chooseFolder(): Promise<Folder | null> {
    const answer = await call('exchange.chooseFolder', {})
    setFailure(answer.ok ? null : answer.failure)
    if (!answer.ok || answer.value === null) return null
    setFolder(answer.value)
    setResult(null)
    return answer.value
  }

  /** Asks for a folder first, if none was chosen yet. */
  async function write(request: WayOutRequest): Promise<void> {
    if (busy.current) return
    busy.current = true
    try {
      const to = folder ?? (await chooseFolder())
      if (to === null) return
      setWriting(true)
      setResult(null)
      const answer = await call('exchange.write', { id: crypto.randomUUID(), folderToken: to.folderToken, request })
      setFailure(answer.ok ? null : answer.failure)
      if (answer.ok) setResult(answer.value)
    } finally {
      busy.current = false
      setWriting(false)
    }
  }

  const showFile = async () => {
    const name = result?.files[0]?.name
    if (folder !== null && name !== undefined)
      await call('exchange.showFile', { folderToken: folder.folderToken, name })
  }
  /** What was written belongs to another wish now. */
  const forget = () => {
    setResult(null)
    setFailure(null)
  }
  return {
    folder,
    result,
    failure,
    isWriting,
    chooseFolder,
    write,
    stop: () => call('exchange.stop', {}),
    showFile,
    forget
  }
}

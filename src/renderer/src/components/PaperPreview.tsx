import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { Dialog } from './Dialog.tsx'
import { EmptyState } from './EmptyState.tsx'
import { ScrollRegion } from './ScrollRegion.tsx'
import './paper-preview.css'

interface Paper {
  readonly jobId: string
  readonly address: string
  readonly widthDots: number
  readonly heightDots: number
}

/** How many dots of a printer make a rem on the screen: 58 mm paper stands beside 80 mm paper in its true proportion. */
const DOTS_PER_REM = 24

/**
 * The paper of a print job: the very bitmap that the printer gets, on white, whatever the theme. It takes the focus, so
 * that the arrow keys move along a long paper. `name` is what a screen reader says.
 */
export function PaperPreview({ jobId, name }: { readonly jobId: string; readonly name: string }) {
  const failureText = useFailureText()
  const t = useText()
  const [paper, setPaper] = useState<Paper | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    let isWanted = true
    setFailure(null)
    const read = async () => {
      const answer = await call('print.paper', { jobId })
      if (!isWanted) return
      if (!answer.ok) return setFailure(answer.failure)
      const { png, widthDots, heightDots } = answer.value
      setPaper({ jobId, address: pngAddress(png), widthDots, heightDots })
    }
    void read()
    return () => {
      isWanted = false
    }
  }, [jobId])
  if (failure !== null) return <EmptyState title={t('print-queue:paper.none')}>{failureText(failure)}</EmptyState>
  return (
    <ScrollRegion className="paper-roll" label={name}>
      {paper?.jobId === jobId ? (
        <img
          className="paper"
          src={paper.address}
          width={paper.widthDots}
          height={paper.heightDots}
          style={{ width: `${paper.widthDots / DOTS_PER_REM}rem` }}
          alt={name}
        />
      ) : null}
    </ScrollRegion>
  )
}

/** A PNG as an address that the page may show: it can reach no file and no other place. */
export function pngAddress(png: Uint8Array): string {
  const CHUNK = 0x8000
  let bytes = ''
  for (let at = 0; at < png.length; at += CHUNK) bytes += String.fromCharCode(...png.subarray(at, at + CHUNK))
  return `data:image/png;base64,${btoa(bytes)}`
}

/** The newest paper of all, wherever one is: a look without leaving what one does. */
export function NewestPaper({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const queue = useLive('print.queue', { limit: 100 }, ['print.changed'])
  const newest = queue.value
    ?.filter((job) => job.hasPaper)
    .reduce<(typeof queue.value)[number] | null>((best, job) => (best && best.jobNo > job.jobNo ? best : job), null)
  return (
    <Dialog title={t('print-queue:paper.newest')} onClose={onClose} className="paper-dialog">
      {newest ? (
        <PaperPreview jobId={newest.id} name={t('print-queue:paper.name', { title: newest.title })} />
      ) : (
        <EmptyState title={t('print-queue:paper.noneYet')} />
      )}
    </Dialog>
  )
}

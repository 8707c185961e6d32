import { useMemo, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { RestoreDialog } from '#renderer/components/backup/RestoreDialog.tsx'
import { useRestoreFile } from '#renderer/components/backup/use-restore-file.tsx'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BackupSource, BackupStatus } from '#shared/contract/backup-endpoints.ts'
import type { Result } from '#shared/kernel/result.ts'
import { allBackups, type ListedBackup, localTimeText, sizeText } from './all-backups.ts'
import { PassphraseDialog } from './PassphraseDialog.tsx'
import { Places } from './Places.tsx'
import './backups.css'

/** How wide the window must be, in rem, for the columns that a narrow one leaves out. */
const WIDTH_FOR = { sealed: 60, size: 52 }

type Open =
  | { readonly dialog: 'seal' }
  | { readonly dialog: 'restore'; readonly source: BackupSource; readonly title: string }

/** What was saved where, whether it proves itself, and the way back: three keys from here to a book that is open again. */
export function Backups() {
  const t = useText()
  const live = useLive('backup.status', {}, ['backup.changed', 'ledger.changed'])
  const [selected, setSelected] = useState(0)
  const [open, setOpen] = useState<Open | null>(null)
  const [said, setSaid] = useState<Word | null>(null)
  const failureText = useFailureText()
  const status = live.value
  const rows = useMemo(() => allBackups(status?.places ?? []), [status])
  const chosen = rows[Math.min(selected, rows.length - 1)]
  const shown = useFittingColumns(columns(t), WIDTH_FOR)
  const isBusy = status === null || status.doing !== null
  const lastAdded = status?.places.findLast((place) => !place.isOwn)

  const tell = (answer: Result<unknown>, text: string) => {
    if (!answer.ok) setSaid({ tone: 'bad', text: failureText(answer.failure) })
    else if (answer.value !== null) setSaid({ tone: 'good', text })
    live.readAgain()
  }
  const restore = (backup: ListedBackup) => {
    const [place] = backup.places
    if (place === undefined) return
    const title = t('backups:restore.title', { time: localTimeText(backup.localMs) })
    setOpen({ dialog: 'restore', source: { place: place.key, name: backup.name }, title })
  }
  const restored = (aside: string | null) => {
    setOpen(null)
    const text = aside === null ? t('backups:restore.done') : t('backups:restore.doneAside', { file: aside })
    setSaid({ tone: 'good', text })
    live.readAgain()
  }
  const fromFile = useRestoreFile({
    onRestored: restored,
    onFailure: (failure) => setSaid({ tone: 'bad', text: failureText(failure) })
  })
  useCommand('backups.make', async () => tell(await call('backup.make', {}), t('backups:made')), !isBusy)
  useCommand('backups.check', async () => tell(await call('backup.check', {}), t('backups:proved')), !isBusy)
  useCommand('backups.addFolder', async () => tell(await call('backup.addFolder', {}), t('backups:added')))
  useCommand(
    'backups.removeFolder',
    async () => tell(await call('backup.removeFolder', { key: lastAdded?.key ?? '' }), t('backups:removed')),
    lastAdded !== undefined
  )
  useCommand('backups.seal', () => setOpen({ dialog: 'seal' }))
  useCommand('backups.chooseFile', () => void fromFile.choose())
  useCommand('backups.open', () => chosen !== undefined && restore(chosen), chosen !== undefined)

  return (
    <Page title={t('backups:title')} about={<About status={status} />} word={said}>
      <div className="backups">
        <DataTable
          label={t('backups:title')}
          columns={shown}
          rows={rows}
          keyOf={(row) => row.name}
          selectedIndex={rows.length === 0 ? -1 : Math.min(selected, rows.length - 1)}
          onSelect={setSelected}
          onOpen={restore}
          empty={
            status === null ? (
              <EmptyState title={t('backups:looking')} />
            ) : (
              <EmptyState title={t('backups:empty')}>{t('backups:emptyHint')}</EmptyState>
            )
          }
        />
        <section className="backups-aside" aria-label={t('backups:places')}>
          <h2>{t('backups:places')}</h2>
          <Places places={status?.places ?? []} chosen={chosen?.places[0]?.key ?? null} />
          {status === null ? null : <p>{t(status.isSealed ? 'backups:isSealed' : 'backups:isOpen')}</p>}
          <p>{t('backups:advice')}</p>
        </section>
      </div>
      {open?.dialog === 'seal' ? (
        <PassphraseDialog
          isSealed={status?.isSealed ?? false}
          onClose={(isSet) => {
            setOpen(null)
            if (isSet) setSaid({ tone: 'good', text: t('backups:seal.done') })
            live.readAgain()
          }}
        />
      ) : null}
      {open?.dialog === 'restore' ? (
        <RestoreDialog source={open.source} title={open.title} onClose={() => setOpen(null)} onRestored={restored} />
      ) : null}
      {fromFile.dialog}
    </Page>
  )
}

/** The line that answers the only question most people have. */
function About({ status }: { readonly status: BackupStatus | null }) {
  const t = useText()
  if (status === null) return null
  if (status.doing !== null) return <>{t(`backups:doing.${status.doing}`)}</>
  if (status.isDiskNearlyFull)
    return <strong className="backup-bad">{t('backups:diskFull', { free: sizeText(status.freeBytes ?? 0) })}</strong>
  if (status.madeAt === null) return <>{t('backups:none')}</>
  const proved = status.places.map((place) => place.check).filter((check) => check?.fault === null)
  const lastProof = Math.max(0, ...proved.map((check) => check?.at ?? 0))
  const saved = t('backups:about', { time: dayAndClockText(status.madeAt) })
  const checked = lastProof === 0 ? '' : t('backups:aboutProved', { time: dayAndClockText(lastProof) })
  return (
    <>
      {saved} {checked}
    </>
  )
}

const columns = (t: ReturnType<typeof useText>): Column<ListedBackup>[] => [
  {
    id: 'time',
    header: t('backups:column.time'),
    width: '11rem',
    draw: (row) => <span className="number">{localTimeText(row.localMs)}</span>
  },
  {
    id: 'places',
    header: t('backups:column.places'),
    width: 'minmax(8rem, 1fr)',
    draw: (row) => row.places.map((place) => (place.isOwn ? t('backups:ownShort') : lastPart(place.path))).join(', ')
  },
  {
    id: 'sealed',
    header: t('backups:column.sealed'),
    width: '6rem',
    draw: (row) => (row.isSealed ? t('backups:sealed') : '')
  },
  {
    id: 'size',
    header: t('backups:column.size'),
    width: '6rem',
    align: 'right',
    draw: (row) => sizeText(row.byteCount)
  }
]

const lastPart = (place: string) => place.split(/[\\/]/u).findLast((part) => part !== '') ?? place

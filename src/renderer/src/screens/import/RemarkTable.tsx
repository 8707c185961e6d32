import { useMemo, useState } from 'react'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportPlan } from '#shared/import/import-plan.ts'
import { fieldKey } from './column-choice.ts'

type Remark = ImportPlan['remarks'][number]

/** Every line that is left out or taken with a remark: its number as a spreadsheet shows it, and the reason. */
export function RemarkTable({ plan }: { readonly plan: ImportPlan }) {
  const t = useText()
  const [at, setAt] = useState(0)
  const columns = useMemo(
    (): readonly Column<Remark>[] => [
      {
        id: 'line',
        header: t('import:remarks.line'),
        width: '4.5rem',
        align: 'right',
        draw: (remark) => groupWhole(remark.line)
      },
      {
        id: 'what',
        header: t('import:remarks.what'),
        width: '6.5rem',
        draw: (remark) =>
          remark.isLeftOut ? <strong>{t('import:remarks.leftOut')}</strong> : t('import:remarks.taken')
      },
      {
        id: 'reason',
        header: t('import:remarks.reason'),
        width: 'minmax(9rem, 2fr)',
        draw: (remark) => t(`import:remark.${remark.remark}`)
      },
      {
        id: 'value',
        header: t('import:remarks.value'),
        width: 'minmax(6rem, 1fr)',
        draw: (remark) =>
          [remark.field === null ? '' : t(fieldKey(plan.kind, remark.field)), remark.value].filter(Boolean).join(': ')
      }
    ],
    [t, plan.kind]
  )
  const { remarks } = plan
  return (
    <>
      <DataTable
        label={t('import:remarks.title')}
        columns={columns}
        rows={remarks}
        keyOf={(remark) => `${remark.line} ${remark.remark} ${remark.field ?? ''} ${remark.value}`}
        selectedIndex={remarks.length === 0 ? -1 : Math.min(at, remarks.length - 1)}
        onSelect={setAt}
        empty={<EmptyState title={t('import:remarks.none')} />}
      />
      <p className="field-below">
        {remarks.length < plan.remarkCount
          ? t('import:remarks.more', { shown: groupWhole(remarks.length), all: groupWhole(plan.remarkCount) })
          : ''}
      </p>
    </>
  )
}

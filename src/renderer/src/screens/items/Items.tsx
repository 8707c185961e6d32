import { useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FilterChip, FindableTable } from '#renderer/components/FindableTable.tsx'
import { FootTotals } from '#renderer/components/FootTotals.tsx'
import { ItemDialog } from '#renderer/components/ItemDialog.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { LabelDialog } from '#renderer/components/LabelDialog.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { StockDialog } from '#renderer/components/StockDialog.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { ITEM_FILTERS } from '#shared/contract/item-endpoints.ts'
import { GroupDialog } from './GroupDialog.tsx'
import { useItemColumns } from './use-item-columns.tsx'
import { type ItemQuestion, useItemList } from './use-item-list.ts'
import './items.css'

type Overlay =
  | { readonly name: 'item'; readonly item: ItemView | null }
  | { readonly name: 'adjust' | 'label'; readonly item: ItemView }
  | { readonly name: 'group' }

const EVERYTHING: ItemQuestion = { text: '', filter: 'all', group: '' }

/** All goods with what is on hand: typing finds, arrow keys move, Enter opens the ledger of the item. */
export function Items() {
  const t = useText()
  const failureText = useFailureText()
  const { open } = useNavigation()
  const [question, setQuestion] = useState(EVERYTHING)
  const [index, setIndex] = useState(0)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const list = useItemList(question, index)
  const columns = useItemColumns(list.need)
  const at = list.slots.length === 0 ? -1 : Math.min(index, list.slots.length - 1)
  const chosen = list.slots[at]?.row ?? null
  const ask = (change: Partial<ItemQuestion>) => {
    setQuestion((now) => ({ ...now, ...change }))
    setIndex(0)
    setWord(null)
  }
  const openChosen = () => chosen && open('stock', { itemId: chosen.id })
  const done = (text: string) => {
    setOverlay(null)
    setWord({ tone: 'good', text })
  }
  const filterAfter = ITEM_FILTERS[(ITEM_FILTERS.indexOf(question.filter) + 1) % ITEM_FILTERS.length] ?? 'all'

  useCommand('items.open', openChosen, chosen !== null)
  useCommand('items.add', () => setOverlay({ name: 'item', item: null }))
  useCommand('items.change', () => chosen && setOverlay({ name: 'item', item: chosen }), chosen !== null)
  useCommand(
    'items.adjust',
    () => chosen && setOverlay({ name: 'adjust', item: chosen }),
    chosen?.keepsStock === true && !chosen.isArchived
  )
  useCommand('items.print', () => chosen && setOverlay({ name: 'label', item: chosen }), chosen !== null)
  useCommand('items.filter', () => ask({ filter: filterAfter }))
  useCommand('items.group', () => setOverlay({ name: 'group' }), (list.rest?.groups.length ?? 0) > 0)
  useCommand('items.clear', () => ask({ text: '', group: '' }), question.text !== '' || question.group !== '')

  const shown: Word | null = list.failure === null ? word : { tone: 'bad', text: failureText(list.failure) }
  const value = list.rest?.valueMinor ?? null
  return (
    <Page title={t('items:title')} word={shown}>
      <FindableTable
        find={{
          label: t('items:find'),
          text: question.text,
          hint: t('items:findHint'),
          onChange: (text) => ask({ text })
        }}
        beside={
          <>
            <FilterChip
              label={t('items:filter.label')}
              value={t(`items:filter.${question.filter}`)}
              keyCap={<CommandKey command="items.filter" />}
            />
            <FilterChip
              label={t('items:group.label')}
              value={question.group === '' ? t('items:group.all') : question.group}
              keyCap={<CommandKey command="items.group" />}
            />
          </>
        }
        label={t('items:title')}
        columns={columns}
        rows={list.slots}
        keyOf={(slot) => slot.row?.id ?? `place-${slot.at}`}
        selectedIndex={at}
        onSelect={setIndex}
        onOpen={openChosen}
        rowClass={(slot) => (slot.row?.isArchived ? 'is-put-away' : '')}
        empty={list.rest === null ? null : <NoItems question={question} />}
      />
      <FootTotals
        about={t('items:count', counted(list.slots.length))}
        label={t('items:title')}
        totals={value === null ? [] : [{ label: t('items:value'), amountMinor: value }]}
      />
      {overlay?.name === 'item' ? (
        <ItemDialog
          item={overlay.item}
          typedName={question.text}
          onClose={() => setOverlay(null)}
          onSaved={(item, isNew) => {
            done(t('items:saved', { name: item.name }))
            // A new item must be in sight, whatever was looked for.
            if (isNew) setQuestion({ ...EVERYTHING, text: item.name })
          }}
        />
      ) : null}
      {overlay?.name === 'adjust' ? (
        <StockDialog item={overlay.item} onClose={() => setOverlay(null)} onSaved={(_, text) => done(text)} />
      ) : null}
      {overlay?.name === 'label' ? (
        <LabelDialog item={overlay.item} onClose={() => setOverlay(null)} onSent={done} />
      ) : null}
      {overlay?.name === 'group' ? (
        <GroupDialog
          groups={list.rest?.groups ?? []}
          chosen={question.group}
          onClose={() => setOverlay(null)}
          onChoose={(group) => {
            setOverlay(null)
            ask({ group })
          }}
        />
      ) : null}
    </Page>
  )
}

/** What a list without items says: how to fill it, or how to see more of it. */
function NoItems({ question }: { readonly question: ItemQuestion }) {
  const t = useText()
  if (question.text !== '') {
    return (
      <EmptyState title={t('items:nothing', { text: question.text.slice(0, 60) })}>{t('items:nothingHint')}</EmptyState>
    )
  }
  if (question.filter !== 'all' || question.group !== '') {
    return <EmptyState title={t(`items:none.${question.filter}`)}>{t('items:noneHint')}</EmptyState>
  }
  return (
    <EmptyState title={t('items:empty')}>
      <p>{t('items:emptyHint')}</p>
      <p className="empty-keys">
        <CommandKey command="items.add" /> {t('commands:items.add')}
        <CommandKey command="app.import" /> {t('commands:app.import')}
      </p>
    </EmptyState>
  )
}

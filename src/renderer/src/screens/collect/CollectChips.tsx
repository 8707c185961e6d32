import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { useCollection } from './use-collection.ts'

/** Which parties are shown and in which order, each with the key that changes it. */
export function CollectChips({ question }: { readonly question: ReturnType<typeof useCollection>['question'] }) {
  const t = useText()
  return (
    <div className="collect-chips">
      <FilterChip
        label={t('collect:filter.label')}
        value={t(`collect:filter.${question.filter}`)}
        keyCap={<CommandKey command="collect.filter" />}
      />
      <FilterChip
        label={t('collect:group')}
        value={question.group || t('collect:anyGroup')}
        keyCap={<CommandKey command="collect.group" />}
      />
      <FilterChip
        label={t('collect:column.route')}
        value={question.route || t('collect:anyRoute')}
        keyCap={<CommandKey command="collect.route" />}
      />
      <FilterChip
        label={t('credit:words.tag')}
        value={question.tag || t('collect:anyGroup')}
        keyCap={<CommandKey command="collect.words" />}
      />
      <FilterChip
        label={t('collect:sort.label')}
        value={t(`collect:sort.${question.sort}`)}
        keyCap={<CommandKey command="collect.sort" />}
      />
    </div>
  )
}

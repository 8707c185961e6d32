import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { LayoutSection } from '#shared/receipt/receipt-layout.ts'
import { isRequired, movedSection, toggledSection } from './layout-draft.ts'

/** What a receipt shows, from top to bottom: arrow keys choose, Space shows or hides, Alt with the page keys moves. */
export function SectionList(props: {
  readonly sections: readonly LayoutSection[]
  readonly onChange: (sections: LayoutSection[]) => void
}) {
  const { sections, onChange } = props
  const t = useText()
  const id = useId()
  const [index, setIndex] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const chosen = sections[index]
  const move = (step: 1 | -1) => {
    onChange(movedSection(sections, index, step))
    setIndex(Math.max(0, Math.min(sections.length - 1, index + step)))
  }
  const toggle = () => onChange(toggledSection(sections, index))
  useCommand('receipt-layout.up', () => move(-1), index > 0)
  useCommand('receipt-layout.down', () => move(1), index < sections.length - 1)
  useCommand('receipt-layout.toggle', toggle, chosen !== undefined && !isRequired(chosen.id))
  useEffect(() => list.current?.children[index]?.scrollIntoView({ block: 'nearest' }), [index])
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.key === 'ArrowDown') setIndex(Math.min(index + 1, sections.length - 1))
    else if (press.key === 'ArrowUp') setIndex(Math.max(index - 1, 0))
    else if (press.key === 'Home') setIndex(0)
    else if (press.key === 'End') setIndex(sections.length - 1)
    else if (press.key === ' ') toggle()
    else return
    press.preventDefault()
  }
  return (
    <div className="section-list">
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        data-walk="yes"
        data-first-focus="true"
        className="list-box layout-sections"
        aria-label={t('receipt-layout:sections')}
        aria-activedescendant={`${id}-${index}`}
        onKeyDown={heard}
      >
        {sections.map((section, place) => (
          <SectionLine
            key={section.id}
            id={`${id}-${place}`}
            section={section}
            isChosen={place === index}
            onPick={() => setIndex(place)}
          />
        ))}
      </div>
      <p className="field-below">{t('receipt-layout:sectionsHint')}</p>
    </div>
  )
}

function SectionLine(props: {
  readonly id: string
  readonly section: LayoutSection
  readonly isChosen: boolean
  readonly onPick: () => void
}) {
  const { section } = props
  const t = useText()
  const state = isRequired(section.id) ? 'always' : section.isShown ? 'shown' : 'hidden'
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus and names its active descendant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the list.
    <div
      id={props.id}
      role="option"
      aria-selected={props.isChosen}
      className={`list-item layout-section is-${state} ${props.isChosen ? 'is-selected' : ''}`}
      onClick={props.onPick}
    >
      <span className="layout-section-mark" aria-hidden="true">
        {state === 'hidden' ? '' : '✓'}
      </span>
      <span>{t(`receipt-layout:section.${section.id}`)}</span>
      <span className="layout-section-state">{t(`receipt-layout:state.${state}`)}</span>
    </div>
  )
}

import type { Logo } from '#shared/receipt/logo.ts'
import {
  everySection,
  type LayoutSection,
  REQUIRED_SECTIONS,
  type ReceiptLayout,
  type ReceiptSection,
  STANDARD_LAYOUT
} from '#shared/receipt/receipt-layout.ts'
import type { Settings } from '#shared/settings/settings.ts'

/** What is edited: nothing of it is stored before it is accepted. */
export interface LayoutDraft {
  readonly layout: ReceiptLayout
  readonly logo: Logo | null
}

/** The stored layout with every section that there is, so that each can be put back. */
export const draftOf = ({ receiptLayout, receiptLogo }: Settings): LayoutDraft => ({
  layout: { ...receiptLayout, sections: [...everySection(receiptLayout)] },
  logo: receiptLogo
})

/** The standard receipt with the shop's own logo and lines: those are no layout that somebody could want to have back. */
export const standardDraft = ({ layout, logo }: LayoutDraft): LayoutDraft => ({
  layout: { ...STANDARD_LAYOUT, headLines: layout.headLines, footLines: layout.footLines },
  logo
})

export const isSame = (one: LayoutDraft, other: LayoutDraft): boolean => JSON.stringify(one) === JSON.stringify(other)

export const isRequired = (id: ReceiptSection): boolean => REQUIRED_SECTIONS.includes(id)

/** The section one place up (`-1`) or down (`1`); at either end nothing moves. */
export function movedSection(sections: readonly LayoutSection[], index: number, step: 1 | -1): LayoutSection[] {
  const section = sections[index]
  const place = index + step
  if (section === undefined || place < 0 || place >= sections.length) return [...sections]
  return sections.toSpliced(index, 1).toSpliced(place, 0, section)
}

/** Shown or not; what a receipt cannot be without stays. */
export const toggledSection = (sections: readonly LayoutSection[], index: number): LayoutSection[] =>
  sections.map((section, place) =>
    place === index && !isRequired(section.id) ? { ...section, isShown: !section.isShown } : section
  )

/** The lines that are typed in, with an empty one to go on, as long as there may be more. */
export const linesToType = (lines: readonly string[], most: number): readonly string[] =>
  lines.length < most ? [...lines, ''] : lines

/** The lines after one was typed: empty ones at the end are none. */
export function typedLines(lines: readonly string[], index: number, text: string): string[] {
  const next = [...lines]
  next[index] = text
  while (next.length > 0 && (next.at(-1) ?? '') === '') next.pop()
  return next
}

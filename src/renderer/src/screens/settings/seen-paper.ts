import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import { TEST_CODE_PAGES } from '#shared/printing/test-code-pages.ts'
import type { PrinterDraft } from './printer-draft.ts'

/** What a person saw on the test page. */
export interface SeenPaper {
  readonly ruler: 'both' | 'cut' | 'spare'
  readonly wasCut: boolean
  readonly drawerOpened: boolean
  /** The number of the first line of letters that reads right, or `none`. */
  readonly page: string
}

const WIDTHS = [384, 512, 576] as const

/** The printer as its paper showed it. A printer that said nothing all along is not asked again before each job. */
export function taughtBy(draft: PrinterDraft, seen: SeenPaper, conditions: readonly PrinterCondition[]): PrinterDraft {
  const isSilent = conditions.includes('silent')
  const answers = conditions.length > 0 && !isSilent && !conditions.includes('unreachable')
  const { status, fence } = draft.taught
  return {
    ...draft,
    widthDots: widthAfter(draft.widthDots, seen.ruler),
    hasCutter: seen.wasCut,
    hasDrawer: seen.drawerOpened,
    taught: {
      codePage: TEST_CODE_PAGES.find((page) => String(page.number) === seen.page) ?? null,
      status: isSilent ? 'none' : answers ? null : status,
      fence: isSilent ? 'none' : answers ? null : fence
    }
  }
}

/** The next narrower or wider of the usual widths. */
function widthAfter(widthDots: number, ruler: SeenPaper['ruler']): number {
  if (ruler === 'cut') return WIDTHS.findLast((dots) => dots < widthDots) ?? widthDots
  return ruler === 'spare' ? (WIDTHS.find((dots) => dots > widthDots) ?? widthDots) : widthDots
}

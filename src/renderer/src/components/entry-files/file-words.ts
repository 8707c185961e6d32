import type { Translate } from '#renderer/i18n/locale-parts.ts'

/** The size of a file, as one speaks of it: whole kilobytes, from one, and megabytes with one place. */
export function sizeText(t: Translate, byteCount: number): string {
  if (byteCount < 999_500) return t('entry:files.kilobytes', { size: Math.max(1, Math.round(byteCount / 1000)) })
  return t('entry:files.megabytes', { size: (byteCount / 1_000_000).toFixed(1) })
}

import { useText } from '#renderer/i18n/use-text.ts'

export function FirstRun() {
  const t = useText()
  return <h1>{t('first-run:title')}</h1>
}

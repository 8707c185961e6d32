import { useText } from '#renderer/i18n/use-text.ts'

export function Counter() {
  const t = useText()
  return <h1>{t('counter:title')}</h1>
}

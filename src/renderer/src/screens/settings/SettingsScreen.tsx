import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Page } from '#renderer/components/Page.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { isIndian } from '#renderer/i18n/amounts.ts'
import { LANGUAGE_CODES, LANGUAGE_NAMES } from '#renderer/i18n/languages.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { type Settings, THEMES } from '#shared/settings/settings.ts'
import { BillSection } from './BillSection.tsx'
import { CreditSection } from './CreditSection.tsx'
import { CustomerSection } from './CustomerSection.tsx'
import { EncryptionSection } from './EncryptionSection.tsx'
import { PaperLanguages } from './PaperLanguages.tsx'
import { PaymentSection } from './PaymentSection.tsx'
import { Printers } from './Printers.tsx'
import { TEXT_SIZES, type TextSetting } from './read-setting.ts'
import { SettingField } from './SettingField.tsx'
import { ShopState } from './ShopState.tsx'
import { UpdateSection } from './UpdateSection.tsx'
import { type SaveSetting, useSaveSetting } from './use-save-setting.ts'
import { useTextSize } from './use-text-size.ts'
import { VerifyDialog } from './VerifyDialog.tsx'
import './settings.css'

/** What a shop can set. Each box is saved when it is left; there is nothing to confirm at the end. */
export function SettingsScreen() {
  const { settings } = useShop()
  return settings === null ? null : <OpenSettings settings={settings} />
}

function OpenSettings({ settings }: { readonly settings: Settings }) {
  const t = useText()
  const { word, setWord, save } = useSaveSetting()
  const [isVerifying, setVerifying] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => focusField(form.current?.querySelector<HTMLElement>('input')), [])
  const resize = useTextSize(settings.textSize, (textSize) => save({ textSize }, t('settings:field.textSize')))
  // A second press may come before the first has been answered: it goes on from what was wished.
  const wished = useRef(settings.theme)
  useEffect(() => {
    wished.current = settings.theme
  }, [settings.theme])
  useCommand('settings.theme', () => {
    wished.current = THEMES[(THEMES.indexOf(wished.current) + 1) % THEMES.length] ?? 'system'
    void save({ theme: wished.current }, t('settings:field.theme'))
  })
  useCommand('settings.larger', () => resize(1))
  useCommand('settings.smaller', () => resize(-1))
  useCommand('settings.verify', () => setVerifying(true))
  const { open } = useNavigation()
  useCommand('settings.receiptLayout', () => open('receipt-layout', {}))
  // Leaving the field saves it; Ctrl+A is for fingers that want to be sure.
  useCommand('settings.accept', () => {
    const field = document.activeElement
    if (!(field instanceof HTMLInputElement)) return
    field.blur()
    field.focus()
  })
  return (
    <Page title={t('settings:title')} about={t('settings:about')} word={word}>
      <div className="settings" ref={form}>
        <FormWalk onDone={() => {}} label={t('settings:title')} className="settings-walk">
          <div className="settings-column">
            <ShopSection settings={settings} save={save} />
            <CustomerSection settings={settings} save={save} onSaid={setWord} />
          </div>
          <div className="settings-column">
            <LookSection settings={settings} save={save} />
            <DaySection settings={settings} save={save} />
            <CreditSection settings={settings} save={save} />
          </div>
          <div className="settings-column">
            <PaymentSection settings={settings} save={save} />
            <BillSection settings={settings} save={save} />
            <section className="settings-section" aria-label={t('settings:section.printers')}>
              <h2>{t('settings:section.printers')}</h2>
              <Printers settings={settings} onSaid={setWord} />
            </section>
            <BookSection />
            <EncryptionSection onSaid={setWord} />
            <UpdateSection onSaid={setWord} />
          </div>
        </FormWalk>
      </div>
      {isVerifying ? <VerifyDialog onClose={() => setVerifying(false)} /> : null}
    </Page>
  )
}

interface SectionProps {
  readonly settings: Settings
  readonly save: SaveSetting
}

function ShopSection({ settings, save }: SectionProps) {
  const t = useText()
  const field = (name: TextSetting, hint?: string) => (
    <SettingField name={name} stored={String(settings[name])} save={save} hint={hint} />
  )
  return (
    <section className="settings-section" aria-label={t('settings:section.shop')}>
      <h2>{t('settings:section.shop')}</h2>
      {field('shopName', t('settings:hint.shopName'))}
      {field('shopPlace', t('settings:hint.shopPlace'))}
      {field('shopAddress', t('settings:hint.shopAddress'))}
      {isIndian() ? <ShopState settings={settings} save={save} /> : null}
      {field('shopPhone')}
      {isIndian() ? field('shopGstin', t('settings:hint.shopGstin')) : null}
      {field('personName', t('settings:hint.personName'))}
      {field('counterName', t('settings:hint.counterName'))}
    </section>
  )
}

function LookSection({ settings, save }: SectionProps) {
  const t = useText()
  const languages = LANGUAGE_CODES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))
  const themes = THEMES.map((value) => ({ value, label: t(`settings:theme.${value}`) }))
  const sizes = TEXT_SIZES.map((percent) => ({ value: String(percent), label: t('settings:size', { percent }) }))
  return (
    <section className="settings-section" aria-label={t('settings:section.look')}>
      <h2>{t('settings:section.look')}</h2>
      <Choice
        label={t('settings:field.language')}
        options={languages}
        value={settings.language}
        onChange={(language) => void save({ language }, t('settings:field.language'))}
      />
      <Choice
        label={t('settings:field.theme')}
        options={themes}
        value={settings.theme}
        onChange={(theme) => void save({ theme }, t('settings:field.theme'))}
      />
      <Choice
        label={t('settings:field.textSize')}
        options={sizes}
        value={String(settings.textSize)}
        onChange={(size) => void save({ textSize: Number(size) }, t('settings:field.textSize'))}
      />
    </section>
  )
}

function DaySection({ settings, save }: SectionProps) {
  const t = useText()
  const printing = [
    { value: 'on', label: t('settings:printOn') },
    { value: 'off', label: t('settings:printOff') }
  ] as const
  return (
    <section className="settings-section" aria-label={t('settings:section.day')}>
      <h2>{t('settings:section.day')}</h2>
      <SettingField
        name="rolloverHour"
        stored={String(settings.rolloverHour)}
        save={save}
        hint={t('settings:hint.rolloverHour')}
      />
      <Choice
        label={t('settings:field.printOnAccept')}
        options={printing}
        value={settings.printOnAccept ? 'on' : 'off'}
        onChange={(value) => void save({ printOnAccept: value === 'on' }, t('settings:field.printOnAccept'))}
      />
      {settings.printers.some((printer) => printer.hasDrawer && printer.transport.type !== 'virtual') ? (
        <Choice
          label={t('settings:field.opensDrawer')}
          options={[
            { value: 'on', label: t('settings:drawerOn') },
            { value: 'off', label: t('settings:drawerOff') }
          ]}
          value={settings.opensDrawer ? 'on' : 'off'}
          onChange={(value) => void save({ opensDrawer: value === 'on' }, t('settings:field.opensDrawer'))}
        />
      ) : null}
      <PaperLanguages settings={settings} save={save} />
      <SettingField
        name="receiptFoot"
        stored={settings.receiptFoot}
        save={save}
        hint={t('settings:hint.receiptFoot')}
      />
      <div className="book-keys">
        <CommandButton command="settings.receiptLayout" />
      </div>
    </section>
  )
}

function BookSection() {
  const t = useText()
  const { ledger } = useShop()
  if (ledger === null) return null
  return (
    <section className="settings-section" aria-label={t('settings:section.book')}>
      <h2>{t('settings:section.book')}</h2>
      <p className="book-label">{t('settings:book.file')}</p>
      <p className="book-file">{ledger.file}</p>
      <p className="book-label">{t('settings:book.hint')}</p>
      <div className="book-keys">
        <CommandButton command="app.showFile" />
        <CommandButton command="settings.verify" />
      </div>
    </section>
  )
}

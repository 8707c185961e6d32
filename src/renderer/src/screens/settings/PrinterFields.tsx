import { Choice, type ChoiceOption } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import { BAUD_RATES, type PaperKind, WORD_MODES } from '#shared/receipt/printer-settings.ts'
import { reachedText } from './FindPrinter.tsx'
import { type PrinterDraft, type PrinterFault, withModel } from './printer-draft.ts'

interface FieldsProps {
  readonly draft: PrinterDraft
  readonly onChange: (draft: PrinterDraft) => void
  readonly profiles: readonly PrinterProfile[]
  readonly faults: Partial<Record<'name' | 'address', PrinterFault>>
}

/** The boxes of one printer, only those that mean something for the way it is reached. */
export function PrinterFields({ draft, onChange, profiles, faults }: FieldsProps) {
  const t = useText()
  const set = (change: Partial<PrinterDraft>) => onChange({ ...draft, ...change })
  const fault = (name: 'name' | 'address') => {
    const wrong = faults[name]
    return wrong === undefined ? null : t(`printers:form.fault.${wrong}`)
  }
  const isTyped = draft.reach.way === 'network' && draft.reach.by === null
  const isRoll = draft.paper === 'roll'
  return (
    <>
      <Field
        label={t('printers:form.name')}
        value={draft.name}
        onChange={(name) => set({ name })}
        error={fault('name')}
      />
      {isTyped ? (
        <Field
          label={t('printers:form.address')}
          value={draft.address}
          onChange={(address) => set({ address })}
          hint={t('printers:form.addressHint')}
          error={fault('address')}
        />
      ) : (
        <p className="printer-reach">
          <span className="field-label">{t('printers:form.reached')}</span>{' '}
          {reachedText(t, draft.reach.way, draft.reach.place)}
        </p>
      )}
      {draft.reach.way === 'serial' ? <SerialFields draft={draft} set={set} /> : null}
      {isRoll ? <ModelChoice draft={draft} onChange={onChange} profiles={profiles} /> : null}
      <div className="printer-choices">
        <PaperChoice draft={draft} set={set} />
        {isRoll ? (
          <>
            <YesNo
              label={t('printers:form.cutter')}
              isYes={draft.hasCutter}
              onChange={(hasCutter) => set({ hasCutter })}
            />
            <YesNo
              label={t('printers:form.drawer')}
              isYes={draft.hasDrawer}
              onChange={(hasDrawer) => set({ hasDrawer })}
            />
            <div>
              <Choice
                label={t('printers:form.words')}
                options={WORD_MODES.map((value) => ({ value, label: t(`printers:form.${value}`) }))}
                value={draft.words}
                onChange={(words) => set({ words })}
              />
              <p className="field-below">{t('printers:form.wordsHint')}</p>
            </div>
          </>
        ) : null}
        <Roles draft={draft} set={set} />
      </div>
    </>
  )
}

interface PartProps {
  readonly draft: PrinterDraft
  readonly set: (change: Partial<PrinterDraft>) => void
}

function SerialFields({ draft, set }: PartProps) {
  const t = useText()
  const speeds = BAUD_RATES.map((rate) => ({ value: String(rate), label: String(rate) }))
  return (
    <div className="printer-choices">
      <Choice
        label={t('printers:form.speed')}
        options={speeds}
        value={String(draft.baudRate)}
        onChange={(rate) => set({ baudRate: BAUD_RATES.find((one) => String(one) === rate) ?? draft.baudRate })}
      />
      <Choice
        label={t('printers:form.flow')}
        options={[
          { value: 'rts-cts', label: t('printers:form.flowRts') },
          { value: 'xon-xoff', label: t('printers:form.flowXon') },
          { value: 'none', label: t('printers:form.flowNone') }
        ]}
        value={draft.flowControl}
        onChange={(flowControl) => set({ flowControl })}
      />
    </div>
  )
}

function ModelChoice({ draft, onChange, profiles }: Omit<FieldsProps, 'faults'>) {
  const t = useText()
  const named = (profile: PrinterProfile): ChoiceOption<string> => ({
    value: profile.id,
    label:
      profile.maker === ''
        ? t('printers:form.unknownModel', { width: profile.models[0] ?? profile.id })
        : `${profile.maker} ${profile.models.slice(0, 2).join(', ')}`
  })
  const chosen = profiles.find((profile) => profile.id === draft.profile)
  return (
    <div className="model-choice">
      <Choice
        label={t('printers:form.model')}
        options={profiles.map(named)}
        value={draft.profile}
        onChange={(id) => {
          const profile = profiles.find((one) => one.id === id)
          if (profile !== undefined) onChange(withModel(draft, profile))
        }}
      />
      <p className="field-below">{chosen?.models.join(', ')}</p>
    </div>
  )
}

const WIDTHS = [384, 512, 576] as const

function PaperChoice({ draft, set }: PartProps) {
  const t = useText()
  const { widthDots, paper } = draft
  const isOther = !WIDTHS.some((dots) => dots === widthDots)
  // Sheets go through a printer of the PC; a file takes them as a PDF, and on the screen everything can be seen.
  const hasSheets = (['queue', 'file', 'virtual'] as const).some((way) => way === draft.reach.way)
  const options: ChoiceOption<string>[] = [
    ...WIDTHS.map((dots) => ({ value: String(dots), label: t(`printers:paper.${dots}`) })),
    ...(isOther ? [{ value: String(widthDots), label: t('printers:paper.other', { dots: widthDots }) }] : []),
    ...(hasSheets ? (['a4', 'a5'] as const).map((value) => ({ value, label: t(`printers:paper.${value}`) })) : [])
  ]
  const choose = (value: string) => {
    const sheet = (['a4', 'a5'] as const).find((one) => one === value)
    if (sheet !== undefined) set({ paper: sheet, hasCutter: false, hasDrawer: false })
    else set({ paper: 'roll', widthDots: Number(value) })
  }
  return (
    <Choice
      label={t('printers:form.paper')}
      options={options}
      value={paper === 'roll' ? String(widthDots) : paper}
      onChange={choose}
    />
  )
}

export function paperText(t: Translate, printer: { readonly widthDots: number; readonly paper: PaperKind }): string {
  if (printer.paper !== 'roll') return t(`printers:paper.${printer.paper}`)
  const dots = WIDTHS.find((one) => one === printer.widthDots)
  return dots === undefined ? t('printers:paper.other', { dots: printer.widthDots }) : t(`printers:paper.${dots}`)
}

function Roles({ draft, set }: PartProps) {
  const t = useText()
  const put = (change: Partial<PrinterDraft['roles']>) => set({ roles: { ...draft.roles, ...change } })
  return (
    <>
      <YesNo
        label={t('printers:form.receipts')}
        isYes={draft.roles.receipts}
        onChange={(receipts) => put({ receipts })}
      />
      <YesNo label={t('printers:form.closing')} isYes={draft.roles.closing} onChange={(closing) => put({ closing })} />
      {draft.paper === 'roll' ? null : (
        <YesNo label={t('printers:form.bills')} isYes={draft.roles.bills} onChange={(bills) => put({ bills })} />
      )}
    </>
  )
}

export function YesNo(props: {
  readonly label: string
  readonly isYes: boolean
  readonly onChange: (isYes: boolean) => void
}) {
  const t = useText()
  return (
    <Choice
      label={props.label}
      options={[
        { value: 'yes', label: t('printers:form.yes') },
        { value: 'no', label: t('printers:form.no') }
      ]}
      value={props.isYes ? 'yes' : 'no'}
      onChange={(value) => props.onChange(value === 'yes')}
    />
  )
}

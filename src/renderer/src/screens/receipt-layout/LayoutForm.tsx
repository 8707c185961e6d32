import type { ReactNode } from 'react'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import type { TextKey } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import {
  LOGO_SIZES,
  MOST_BANK_LINES,
  MOST_COPIES,
  MOST_FOOT_LINES,
  MOST_HEAD_LINES,
  PAPER_SPACINGS,
  QR_SIZES,
  QUOTATION_DAYS,
  type ReceiptLayout,
  SHOP_NAME_SIZES
} from '#shared/receipt/receipt-layout.ts'
import { type LayoutDraft, linesToType, typedLines } from './layout-draft.ts'
import { SectionList } from './SectionList.tsx'

export interface LayoutFormProps {
  readonly draft: LayoutDraft
  readonly change: (change: Partial<ReceiptLayout>) => void
}

/** Everything that a layout says, a box for each. What cannot be chosen wrong needs no check. */
export function LayoutForm({ draft, change }: LayoutFormProps) {
  const { layout } = draft
  return (
    <div className="layout-columns">
      <Part title="receipt-layout:part.order">
        <SectionList sections={layout.sections} onChange={(sections) => change({ sections })} />
      </Part>
      <div className="layout-column">
        <HeadPart draft={draft} change={change} />
        <BodyPart draft={draft} change={change} />
        <BillPart draft={draft} change={change} />
        <FootPart draft={draft} change={change} />
      </div>
    </div>
  )
}

function Part({ title, children }: { readonly title: TextKey; readonly children: ReactNode }) {
  const t = useText()
  return (
    <section className="settings-section layout-part" aria-label={t(title)}>
      <h2>{t(title)}</h2>
      {children}
    </section>
  )
}

function HeadPart({ draft, change }: LayoutFormProps) {
  const { layout, logo } = draft
  const t = useText()
  return (
    <Part title="receipt-layout:part.head">
      <div className="layout-logo">
        <p className="field-below">{logo === null ? t('receipt-layout:logoNone') : t('receipt-layout:logoThere')}</p>
        <CommandButton command="receipt-layout.logo" />
        {logo === null ? null : <CommandButton command="receipt-layout.removeLogo" />}
      </div>
      <div className="layout-choices">
        <OneOf
          label="receipt-layout:field.logoSize"
          values={LOGO_SIZES}
          words={(size) => t(`receipt-layout:logoSize.${size}`)}
          value={layout.logoSize}
          onChange={(logoSize) => change({ logoSize })}
        />
        <OneOf
          label="receipt-layout:field.shopNameSize"
          values={SHOP_NAME_SIZES}
          words={(size) => t(`receipt-layout:nameSize.${size}`)}
          value={layout.shopNameSize}
          onChange={(shopNameSize) => change({ shopNameSize })}
        />
        <OnOff name="hasShopPlace" layout={layout} change={change} />
        <OnOff name="hasShopPhone" layout={layout} change={change} />
        <OnOff name="hasShopGstin" layout={layout} change={change} />
      </div>
      <Lines name="headLines" most={MOST_HEAD_LINES} layout={layout} change={change} />
    </Part>
  )
}

function BodyPart({ draft: { layout }, change }: LayoutFormProps) {
  const t = useText()
  return (
    <Part title="receipt-layout:part.body">
      <div className="layout-choices">
        <OnOff name="hasPartyPlace" layout={layout} change={change} />
        <OnOff name="hasPartyPhone" layout={layout} change={change} />
        <OnOff name="hasDueDay" layout={layout} change={change} />
        <OnOff name="hasLineNumbers" layout={layout} change={change} />
        <OneOf
          label="receipt-layout:field.qrSize"
          values={QR_SIZES}
          words={(size) => t(`receipt-layout:qrSize.${size}`)}
          value={layout.qrSize}
          onChange={(qrSize) => change({ qrSize })}
        />
        <OneOf
          label="receipt-layout:field.spacing"
          values={PAPER_SPACINGS}
          words={(spacing) => t(`receipt-layout:spacing.${spacing}`)}
          value={layout.spacing}
          onChange={(spacing) => change({ spacing })}
        />
      </div>
    </Part>
  )
}

/** What bills of goods show besides. */
function BillPart({ draft: { layout }, change }: LayoutFormProps) {
  const t = useText()
  return (
    <Part title="receipt-layout:part.bill">
      <div className="layout-choices">
        <OnOff name="hasHsn" layout={layout} change={change} />
        <OnOff name="hasDiscounts" layout={layout} change={change} />
        <OnOff name="hasTaxTable" layout={layout} change={change} />
        <OneOf
          label="receipt-layout:field.quotationDays"
          values={QUOTATION_DAYS.map(String)}
          words={(days) => (days === '0' ? t('receipt-layout:noDay') : t('receipt-layout:days', { days }))}
          value={String(layout.quotationDays)}
          onChange={(days) => change({ quotationDays: Number(days) })}
        />
      </div>
      <Lines name="bankLines" most={MOST_BANK_LINES} layout={layout} change={change} />
    </Part>
  )
}

function FootPart({ draft: { layout }, change }: LayoutFormProps) {
  return (
    <Part title="receipt-layout:part.foot">
      <Lines name="footLines" most={MOST_FOOT_LINES} layout={layout} change={change} />
      <div className="layout-choices">
        <Copies name="billCopies" layout={layout} change={change} />
        <Copies name="paymentCopies" layout={layout} change={change} />
        <OnOff name="isCut" layout={layout} change={change} />
      </div>
    </Part>
  )
}

type Flag =
  | 'hasShopPlace'
  | 'hasShopPhone'
  | 'hasShopGstin'
  | 'hasPartyPlace'
  | 'hasPartyPhone'
  | 'hasDueDay'
  | 'hasLineNumbers'
  | 'hasHsn'
  | 'hasDiscounts'
  | 'hasTaxTable'
  | 'isCut'

interface PieceProps<Name extends keyof ReceiptLayout> {
  readonly name: Name
  readonly layout: ReceiptLayout
  readonly change: LayoutFormProps['change']
}

function OnOff({ name, layout, change }: PieceProps<Flag>) {
  const t = useText()
  return (
    <Choice
      label={t(`receipt-layout:field.${name}`)}
      options={[
        { value: 'yes', label: t('receipt-layout:yes') },
        { value: 'no', label: t('receipt-layout:no') }
      ]}
      value={layout[name] ? 'yes' : 'no'}
      onChange={(value) => change({ [name]: value === 'yes' })}
    />
  )
}

function OneOf<Value extends string>(props: {
  readonly label: TextKey
  readonly values: readonly Value[]
  readonly words: (value: Value) => string
  readonly value: Value
  readonly onChange: (value: Value) => void
}) {
  const t = useText()
  return (
    <Choice
      label={t(props.label)}
      options={props.values.map((value) => ({ value, label: props.words(value) }))}
      value={props.value}
      onChange={props.onChange}
    />
  )
}

const COPIES = Array.from({ length: MOST_COPIES }, (_, index) => String(index + 1))

function Copies({ name, layout, change }: PieceProps<'billCopies' | 'paymentCopies'>) {
  const t = useText()
  return (
    <Choice
      label={t(`receipt-layout:field.${name}`)}
      options={COPIES.map((value) => ({ value, label: value }))}
      value={String(layout[name])}
      onChange={(value) => change({ [name]: Number(value) })}
    />
  )
}

const LINE_LETTERS = 120

function Lines({
  name,
  most,
  layout,
  change
}: PieceProps<'headLines' | 'footLines' | 'bankLines'> & { readonly most: number }) {
  const t = useText()
  const lines = layout[name]
  return linesToType(lines, most).map((line, index) => (
    <Field
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; what stands in it is typed.
      key={index}
      label={t(`receipt-layout:field.${name}`, { number: index + 1 })}
      value={line}
      input={{ maxLength: LINE_LETTERS }}
      onChange={(text) => change({ [name]: typedLines(lines, index, text) })}
    />
  ))
}

import { Dialog } from '#renderer/components/Dialog.tsx'
import { Key } from '#renderer/components/Key.tsx'
import type { TextKey } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { COMMAND_IDS, type CommandId, scopeOf } from './command-table.ts'
import { keysOf } from './keymap.ts'

const MOVES: readonly (readonly [chord: string, text: TextKey])[] = [
  ['Enter', 'help:move.enter'],
  ['Backspace', 'help:move.backspace'],
  ['↑ ↓', 'help:move.arrows'],
  ['Escape', 'help:move.escape']
]

/** The keys of this screen, in the user's language. */
export function Help({ commands, onClose }: { readonly commands: readonly CommandId[]; readonly onClose: () => void }) {
  const t = useText()
  // In the order of the table, which is the order of the work.
  const ordered = COMMAND_IDS.filter((id) => commands.includes(id))
  const here = ordered.filter((id) => scopeOf(id) !== 'app')
  const everywhere = ordered.filter((id) => scopeOf(id) === 'app')
  return (
    <Dialog title={t('help:title')} onClose={onClose} className="help">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls by arrow keys, so it must take the focus. */}
      <section className="help-columns" tabIndex={0} aria-label={t('help:title')}>
        <HelpList title={t('help:here')} commands={here} />
        <HelpList title={t('help:everywhere')} commands={everywhere} />
        <section>
          <h3>{t('help:fields')}</h3>
          <dl className="help-list">
            {MOVES.map(([chord, text]) => (
              <div key={text}>
                <dt>
                  <Key chord={chord} />
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
          <h3>{t('help:amounts')}</h3>
          <p className="help-text">{t('help:amountExamples')}</p>
          <h3>{t('help:quantities')}</h3>
          <p className="help-text">{t('help:quantityExamples')}</p>
        </section>
      </section>
    </Dialog>
  )
}

function HelpList({ title, commands }: { readonly title: string; readonly commands: readonly CommandId[] }) {
  const t = useText()
  return (
    <section>
      <h3>{title}</h3>
      <dl className="help-list">
        {commands.map((id) => (
          <div key={id}>
            <dt>
              {keysOf(id).map((chord) => (
                <Key key={chord} chord={chord} />
              ))}
            </dt>
            <dd>{t(`commands:${id}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

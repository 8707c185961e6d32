import { type MouseEvent, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { CommandId } from '#renderer/commands/command-table.ts'
import { Help } from '#renderer/commands/Help.tsx'
import { Palette } from '#renderer/commands/Palette.tsx'
import { useCommand, useCommandCenter } from '#renderer/commands/use-command.tsx'
import { CashDialog, type CashStart } from '#renderer/components/cash/CashDialog.tsx'
import { RecurringDialog } from '#renderer/components/cash/RecurringDialog.tsx'
import { KeyBar } from '#renderer/components/KeyBar.tsx'
import { NewestPaper } from '#renderer/components/PaperPreview.tsx'
import { ScreenStack, useNavigation } from '#renderer/navigation/navigation.tsx'
import { usePeople } from '#renderer/people/people-context.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { Header } from './Header.tsx'
import { SwitchShop } from './SwitchShop.tsx'

type Overlay =
  | { readonly name: 'help' | 'palette'; readonly commands: readonly CommandId[] }
  | { readonly name: 'shops' | 'paper' | 'recurring' }
  | { readonly name: 'cash'; readonly start: CashStart }

function keepFocus(press: MouseEvent): void {
  const takesFocus = 'input, select, textarea, button, a, [tabindex]'
  if (press.target instanceof Element && press.target.closest(takesFocus) === null) press.preventDefault()
}

/** What is on every screen: the line of the shop above, the keys below, and what can be called from everywhere. */
export function Frame() {
  const { open, back, stack, isBuilt } = useNavigation()
  const center = useCommandCenter()
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const { ledger } = useShop()
  const people = usePeople()
  const commandsNow = () => [
    ...new Set(
      center
        .available()
        .filter((one) => one.isEnabled())
        .map((one) => one.id)
    )
  ]
  const close = () => setOverlay(null)

  useCommand('app.help', () => setOverlay({ name: 'help', commands: commandsNow() }))
  useCommand('app.palette', () => setOverlay({ name: 'palette', commands: commandsNow() }))
  useCommand('app.switchShop', () => setOverlay({ name: 'shops' }))
  useCommand('app.counter', () => open('counter', {}), stack.length > 1)
  useCommand('app.bill', () => open('bill', {}), isBuilt('bill'))
  useCommand('app.bills', () => open('bills', {}), isBuilt('bills'))
  useCommand('app.parties', () => open('parties', {}), isBuilt('parties'))
  useCommand('app.reports', () => open('reports', {}), isBuilt('reports'))
  useCommand('app.items', () => open('items', {}), isBuilt('items'))
  useCommand('app.dayBook', () => open('day-book', {}), isBuilt('day-book'))
  useCommand('app.closing', () => open('closing', {}), isBuilt('closing'))
  useCommand('app.slips', () => open('slips', {}), isBuilt('slips'))
  useCommand('app.payments', () => open('payments', {}), isBuilt('payments'))
  useCommand('app.collect', () => open('collect', {}), isBuilt('collect'))
  useCommand('app.printQueue', () => open('print-queue', {}), isBuilt('print-queue'))
  const cash = (start: CashStart) => () => setOverlay({ name: 'cash', start })
  useCommand('app.cash', cash('due'), ledger !== null)
  useCommand('app.ownerTook', cash('owner-took'), ledger !== null)
  useCommand('app.ownerPut', cash('owner-put'), ledger !== null)
  useCommand('app.toBank', cash('to-bank'), ledger !== null)
  useCommand('app.fromBank', cash('from-bank'), ledger !== null)
  useCommand('app.recurring', () => setOverlay({ name: 'recurring' }), ledger !== null)
  useCommand('app.paper', () => setOverlay({ name: 'paper' }))
  useCommand('app.import', () => open('import', {}), isBuilt('import'))
  useCommand('app.exchange', () => open('exchange', {}), isBuilt('exchange'))
  useCommand('app.cloud', () => open('cloud', {}), isBuilt('cloud'))
  useCommand('app.backups', () => open('backups', {}), isBuilt('backups'))
  useCommand('app.people', () => open('people', {}), isBuilt('people'))
  useCommand('app.editLog', () => open('edit-log', {}), isBuilt('edit-log'))
  useCommand('app.lock', people.lock, people.state?.isOn === true)
  useCommand('app.settings', () => open('settings', {}), isBuilt('settings'))
  useCommand('app.showFile', () => void call('app.showFile', {}), ledger !== null)
  useCommand('app.back', back, stack.length > 1)
  // Ctrl+Q leaves a screen. On the counter there is nothing to leave: the app is closed by its window alone.
  useCommand('app.leave', back)

  const run = (id: CommandId) => {
    close()
    // The dialog must be gone first: while it is open the keys and commands are its own.
    setTimeout(() => center.run(id))
  }
  return (
    // The mouse may point at anything, but the focus stays where the next key goes.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here but to keep the focus.
    <div className="frame" onMouseDown={keepFocus}>
      <Header />
      <div className="screens">
        <ScreenStack />
      </div>
      <KeyBar />
      {overlay?.name === 'help' ? <Help commands={overlay.commands} onClose={close} /> : null}
      {overlay?.name === 'palette' ? <Palette commands={overlay.commands} onRun={run} onClose={close} /> : null}
      {overlay?.name === 'paper' ? <NewestPaper onClose={close} /> : null}
      {overlay?.name === 'cash' ? <CashDialog start={overlay.start} onClose={close} /> : null}
      {overlay?.name === 'recurring' ? <RecurringDialog onClose={close} /> : null}
      {overlay?.name === 'shops' ? <SwitchShop onClose={close} /> : null}
    </div>
  )
}

import { CommandLayer } from '#renderer/commands/use-command.tsx'
import { KeyBar } from '#renderer/components/KeyBar.tsx'
import { FirstRunSteps } from './FirstRunSteps.tsx'

/** The way into a new book: one question at a time, from the keyboard, in under a minute. */
export function FirstRun() {
  return (
    <CommandLayer layer={1} isOpen>
      <div className="frame first-run-frame">
        <FirstRunSteps />
        <KeyBar />
      </div>
    </CommandLayer>
  )
}

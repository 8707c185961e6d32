import { createPrinterDesk } from '#main/app/find-printers.ts'
import { addPrinter, changePrinter, removePrinter } from '#main/app/keep-printers.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { PrinterFinder } from '#main/ports/printer-finder.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type PrinterHandlers = Pick<
  Handlers,
  `printer.${'profiles' | 'discover' | 'stopDiscovery' | 'chooseFile' | 'add' | 'change' | 'remove'}`
>

interface Parts {
  readonly keeper: ShopKeeper
  readonly finder: PrinterFinder
  readonly profiles: readonly PrinterProfile[]
  readonly dialogs: Dialogs
  readonly randomness: Randomness
  readonly emit: EventSink
}

/** Which printers there are, and how the shop set them up. */
export function createPrinterHandlers({ keeper, finder, profiles, dialogs, randomness, emit }: Parts): PrinterHandlers {
  const desk = createPrinterDesk({ book: keeper.book, finder, dialogs, randomness, emit })
  return {
    'printer.profiles': () => [...profiles],
    'printer.discover': (input) => desk.discover(input),
    'printer.stopDiscovery': () => {
      desk.stop()
      return {}
    },
    'printer.chooseFile': () => desk.chooseFile(),
    'printer.add': (input) => addPrinter(keeper.book(), desk, input),
    'printer.change': (input) => changePrinter(keeper.book(), desk, input),
    'printer.remove': (input) => removePrinter(keeper.book(), input)
  }
}

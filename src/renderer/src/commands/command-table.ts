/**
 * Where a command can be given. `app` is everywhere but inside a dialog; a screen's commands are given on that screen;
 * `dialog` inside one. Two commands that can be given at the same moment never share a key: a test holds this.
 */
export const SCOPES = [
  'app',
  'dialog',
  'first-run',
  'shops',
  'counter',
  'bill',
  'bills',
  'parties',
  'items',
  'stock',
  'statement',
  'day-book',
  'closing',
  'print-queue',
  'settings',
  'receipt-layout',
  'import'
] as const
export type Scope = (typeof SCOPES)[number]

/** A command's id is `scope.verb`. `bar`: its place in the row of keys at the foot, when it has one. */
interface CommandSpec {
  readonly scope: Scope
  readonly bar?: number
}

/**
 * Everything that a key can do, wherever it is done. Its label is `commands:<id>`, its keys stand in `keymap.ts`, its
 * effect is given by the part of the screen that holds it (`useCommand`).
 */
export const COMMANDS = {
  'app.help': { scope: 'app', bar: 99 },
  'app.palette': { scope: 'app', bar: 98 },
  'app.back': { scope: 'app' },
  'app.leave': { scope: 'app' },
  'app.counter': { scope: 'app' },
  'app.bill': { scope: 'app' },
  'app.bills': { scope: 'app' },
  'app.parties': { scope: 'app', bar: 80 },
  'app.items': { scope: 'app', bar: 81 },
  'app.dayBook': { scope: 'app', bar: 81 },
  'app.closing': { scope: 'app', bar: 82 },
  'app.printQueue': { scope: 'app', bar: 83 },
  'app.paper': { scope: 'app' },
  'app.import': { scope: 'app' },
  'app.settings': { scope: 'app' },
  'app.switchShop': { scope: 'app' },
  'app.showFile': { scope: 'app' },

  'dialog.accept': { scope: 'dialog' },
  'dialog.back': { scope: 'dialog' },
  'dialog.scanAgain': { scope: 'dialog' },
  'dialog.picture': { scope: 'dialog' },
  'dialog.more': { scope: 'dialog' },
  'dialog.print': { scope: 'dialog' },

  'first-run.accept': { scope: 'first-run', bar: 1 },
  'first-run.back': { scope: 'first-run', bar: 2 },
  'first-run.skipAll': { scope: 'first-run', bar: 3 },
  'first-run.sample': { scope: 'first-run', bar: 4 },
  'first-run.openFile': { scope: 'first-run', bar: 5 },
  'first-run.shops': { scope: 'first-run', bar: 6 },
  'first-run.readSticker': { scope: 'first-run', bar: 7 },

  'shops.again': { scope: 'shops', bar: 1 },
  'shops.openFile': { scope: 'shops', bar: 2 },
  'shops.sample': { scope: 'shops', bar: 3 },
  'shops.new': { scope: 'shops', bar: 4 },

  'counter.contra': { scope: 'counter', bar: 1 },
  'counter.gave': { scope: 'counter', bar: 2 },
  'counter.got': { scope: 'counter', bar: 3 },
  'counter.sale': { scope: 'counter', bar: 4 },
  'counter.purchase': { scope: 'counter', bar: 5 },
  'counter.saleReturn': { scope: 'counter', bar: 6 },
  'counter.split': { scope: 'counter', bar: 7 },
  'counter.date': { scope: 'counter', bar: 8 },
  'counter.note': { scope: 'counter' },
  'counter.newParty': { scope: 'counter' },
  'counter.repeatText': { scope: 'counter' },
  'counter.accept': { scope: 'counter', bar: 20 },
  'counter.back': { scope: 'counter' },
  'counter.restore': { scope: 'counter' },
  'counter.previousEntry': { scope: 'counter' },
  'counter.nextEntry': { scope: 'counter' },
  'counter.reverse': { scope: 'counter', bar: 9 },
  'counter.duplicate': { scope: 'counter', bar: 10 },
  'counter.print': { scope: 'counter', bar: 11 },
  'counter.upiPaid': { scope: 'counter' },
  'counter.showQr': { scope: 'counter', bar: 12 },
  'counter.openParty': { scope: 'counter' },

  'bill.sale': { scope: 'bill', bar: 1 },
  'bill.purchase': { scope: 'bill', bar: 2 },
  'bill.saleReturn': { scope: 'bill', bar: 3 },
  'bill.purchaseReturn': { scope: 'bill', bar: 4 },
  'bill.other': { scope: 'bill', bar: 5 },
  'bill.date': { scope: 'bill' },
  'bill.new': { scope: 'bill', bar: 7 },
  'bill.party': { scope: 'bill' },
  'bill.lines': { scope: 'bill' },
  'bill.foot': { scope: 'bill', bar: 8 },
  'bill.split': { scope: 'bill', bar: 9 },
  'bill.roundOff': { scope: 'bill' },
  'bill.more': { scope: 'bill', bar: 15 },
  'bill.addLine': { scope: 'bill' },
  'bill.insertLine': { scope: 'bill' },
  'bill.removeLine': { scope: 'bill', bar: 10 },
  'bill.undo': { scope: 'bill' },
  'bill.repeat': { scope: 'bill' },
  'bill.duplicate': { scope: 'bill', bar: 11 },
  'bill.hold': { scope: 'bill', bar: 12 },
  'bill.held': { scope: 'bill', bar: 13 },
  'bill.find': { scope: 'bill', bar: 14 },
  'bill.previous': { scope: 'bill' },
  'bill.next': { scope: 'bill' },
  'bill.print': { scope: 'bill' },
  'bill.printSheet': { scope: 'bill' },
  'bill.cancel': { scope: 'bill' },
  'bill.openParty': { scope: 'bill' },
  'bill.accept': { scope: 'bill', bar: 20 },
  'bill.back': { scope: 'bill' },

  'bills.open': { scope: 'bills', bar: 1 },
  'bills.kind': { scope: 'bills', bar: 2 },
  'bills.openOnly': { scope: 'bills', bar: 3 },
  'bills.print': { scope: 'bills', bar: 4 },
  'bills.printSheet': { scope: 'bills' },
  'bills.giveBack': { scope: 'bills', bar: 5 },
  'bills.makeBill': { scope: 'bills', bar: 6 },
  'bills.cancel': { scope: 'bills', bar: 7 },
  'bills.copy': { scope: 'bills', bar: 8 },
  'bills.clear': { scope: 'bills' },

  'parties.open': { scope: 'parties', bar: 1 },
  'parties.add': { scope: 'parties', bar: 2 },
  'parties.change': { scope: 'parties', bar: 3 },
  'parties.filter': { scope: 'parties', bar: 4 },
  'parties.sort': { scope: 'parties', bar: 5 },
  'parties.clear': { scope: 'parties' },

  'items.open': { scope: 'items', bar: 1 },
  'items.add': { scope: 'items', bar: 2 },
  'items.change': { scope: 'items', bar: 3 },
  'items.adjust': { scope: 'items', bar: 4 },
  'items.filter': { scope: 'items', bar: 5 },
  'items.group': { scope: 'items', bar: 6 },
  'items.print': { scope: 'items', bar: 7 },
  'items.clear': { scope: 'items' },

  'stock.open': { scope: 'stock', bar: 1 },
  'stock.change': { scope: 'stock', bar: 2 },
  'stock.adjust': { scope: 'stock', bar: 3 },
  'stock.valuation': { scope: 'stock', bar: 4 },
  'stock.batches': { scope: 'stock', bar: 5 },
  'stock.prices': { scope: 'stock', bar: 6 },
  'stock.print': { scope: 'stock', bar: 7 },

  'statement.open': { scope: 'statement', bar: 1 },
  'statement.change': { scope: 'statement', bar: 2 },
  'statement.reverse': { scope: 'statement', bar: 3 },
  'statement.print': { scope: 'statement', bar: 4 },
  'statement.export': { scope: 'statement', bar: 5 },
  'statement.pdf': { scope: 'statement', bar: 6 },
  'statement.clear': { scope: 'statement' },

  'day-book.open': { scope: 'day-book', bar: 1 },
  'day-book.date': { scope: 'day-book', bar: 2 },
  'day-book.period': { scope: 'day-book', bar: 3 },
  'day-book.kind': { scope: 'day-book', bar: 4 },
  'day-book.reverse': { scope: 'day-book', bar: 5 },
  'day-book.print': { scope: 'day-book', bar: 6 },
  'day-book.pdf': { scope: 'day-book' },
  'day-book.previousDay': { scope: 'day-book' },
  'day-book.nextDay': { scope: 'day-book' },
  'day-book.clear': { scope: 'day-book' },

  'closing.accept': { scope: 'closing', bar: 1 },
  'closing.recount': { scope: 'closing', bar: 2 },
  'closing.figures': { scope: 'closing', bar: 3 },
  'closing.print': { scope: 'closing', bar: 4 },
  'closing.past': { scope: 'closing', bar: 5 },
  'closing.pdf': { scope: 'closing' },
  'closing.allBoxes': { scope: 'closing', bar: 6 },
  'closing.takeUp': { scope: 'closing', bar: 7 },

  'print-queue.open': { scope: 'print-queue', bar: 1 },
  'print-queue.cameOut': { scope: 'print-queue', bar: 2 },
  'print-queue.again': { scope: 'print-queue', bar: 3 },
  'print-queue.retry': { scope: 'print-queue', bar: 4 },
  'print-queue.drop': { scope: 'print-queue', bar: 5 },
  'print-queue.testPage': { scope: 'print-queue', bar: 6 },
  'print-queue.move': { scope: 'print-queue', bar: 7 },

  'settings.accept': { scope: 'settings', bar: 1 },
  'settings.readSticker': { scope: 'settings', bar: 9 },
  'settings.theme': { scope: 'settings', bar: 2 },
  'settings.larger': { scope: 'settings', bar: 3 },
  'settings.smaller': { scope: 'settings', bar: 4 },
  'settings.testPage': { scope: 'settings', bar: 5 },
  'settings.verify': { scope: 'settings', bar: 6 },
  'settings.addPrinter': { scope: 'settings', bar: 7 },
  'settings.removePrinter': { scope: 'settings', bar: 8 },
  'settings.numberDisplays': { scope: 'settings', bar: 9 },
  'settings.receiptLayout': { scope: 'settings', bar: 10 },

  'receipt-layout.accept': { scope: 'receipt-layout', bar: 1 },
  'receipt-layout.sample': { scope: 'receipt-layout', bar: 2 },
  'receipt-layout.toggle': { scope: 'receipt-layout', bar: 3 },
  'receipt-layout.paper': { scope: 'receipt-layout', bar: 4 },
  'receipt-layout.saved': { scope: 'receipt-layout', bar: 5 },
  'receipt-layout.standard': { scope: 'receipt-layout', bar: 6 },
  'receipt-layout.logo': { scope: 'receipt-layout', bar: 7 },
  'receipt-layout.removeLogo': { scope: 'receipt-layout' },
  'receipt-layout.up': { scope: 'receipt-layout', bar: 8 },
  'receipt-layout.down': { scope: 'receipt-layout', bar: 9 },
  'settings.searchNetwork': { scope: 'settings', bar: 9 },
  'settings.findPrinter': { scope: 'settings', bar: 10 },

  'import.choose': { scope: 'import', bar: 1 },
  'import.kind': { scope: 'import', bar: 2 },
  'import.dateOrder': { scope: 'import', bar: 3 },
  'import.accept': { scope: 'import', bar: 4 }
} as const satisfies Record<string, CommandSpec>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

export const scopeOf = (id: CommandId): Scope => COMMANDS[id].scope
export function barPlaceOf(id: CommandId): number | null {
  const spec: CommandSpec = COMMANDS[id]
  return spec.bar ?? null
}

import type { Chord } from './chord.ts'
import { COMMAND_IDS, type CommandId } from './command-table.ts'

/**
 * The sets of keys that can be chosen. Marg and BUSY get their own columns here once their keys are confirmed on real
 * copies; what a set does not name keeps the key of `tally`.
 */
export const KEY_SETS = ['tally'] as const
export type KeySet = (typeof KEY_SETS)[number]

/** The first key of a command is the one that the screen shows; the others are older habits for the same thing. */
export const KEYMAP: Readonly<Record<KeySet, Readonly<Record<CommandId, readonly Chord[]>>>> = {
  tally: {
    'app.help': ['F1'],
    'app.palette': ['Alt+G', 'Ctrl+G'],
    'app.back': ['Escape'],
    'app.leave': ['Ctrl+Q'],
    'app.counter': ['Alt+H'],
    'app.bill': ['Ctrl+B'],
    'app.bills': ['Ctrl+O'],
    'app.parties': ['Alt+L'],
    'app.items': ['Alt+W'],
    'app.dayBook': ['Alt+B'],
    'app.closing': ['Alt+Z'],
    'app.slips': ['Alt+Y'],
    'app.printQueue': ['Alt+Q'],
    'app.paper': ['Alt+V'],
    'app.import': ['Alt+O'],
    'app.settings': ['F11'],
    'app.switchShop': ['F3', 'Alt+K'],
    'app.showFile': [],

    'dialog.accept': ['Ctrl+A'],
    'dialog.back': ['Escape', 'Ctrl+Q'],
    'dialog.scanAgain': ['F5'],
    'dialog.picture': ['F6'],
    'dialog.more': ['F12'],
    'dialog.print': ['Alt+P'],

    'first-run.accept': ['Ctrl+A'],
    'first-run.back': ['Escape'],
    'first-run.skipAll': ['F10'],
    'first-run.sample': ['F9'],
    'first-run.openFile': ['F8'],
    'first-run.shops': ['F3', 'Alt+K'],
    'first-run.readSticker': ['F5'],

    'shops.again': ['F5'],
    'shops.openFile': ['F8'],
    'shops.sample': ['F9'],
    'shops.new': ['F10'],

    'counter.contra': ['F4'],
    'counter.gave': ['F5'],
    'counter.got': ['F6'],
    'counter.sale': ['F8'],
    'counter.purchase': ['F9'],
    'counter.saleReturn': ['Alt+F5', 'Ctrl+F8', 'Alt+F6'],
    'counter.split': ['Ctrl+P'],
    'counter.date': ['F2'],
    'counter.note': ['Alt+N'],
    'counter.newParty': ['Alt+C'],
    'counter.repeatText': ['Ctrl+R'],
    'counter.accept': ['Ctrl+A'],
    'counter.back': ['Escape'],
    'counter.restore': ['Alt+R'],
    'counter.previousEntry': ['PageUp'],
    'counter.nextEntry': ['PageDown'],
    'counter.reverse': ['Alt+X', 'Alt+D'],
    'counter.duplicate': ['Alt+2'],
    'counter.print': ['Alt+P'],
    'counter.upiPaid': ['Alt+U'],
    'counter.showQr': ['Alt+S'],
    'counter.openParty': ['Ctrl+Enter'],
    'counter.slip': ['F7'],

    'bill.sale': ['F8'],
    'bill.purchase': ['F9'],
    'bill.saleReturn': ['Alt+F6', 'Ctrl+F8'],
    'bill.purchaseReturn': ['Alt+F5', 'Ctrl+F9'],
    'bill.other': ['F10'],
    'bill.date': ['F2'],
    'bill.new': ['Alt+C'],
    'bill.party': ['F4'],
    'bill.lines': ['F7'],
    'bill.foot': ['F6'],
    'bill.split': ['Ctrl+P'],
    'bill.roundOff': ['Alt+0'],
    'bill.more': ['F12'],
    'bill.addLine': ['Alt+A'],
    'bill.freeLine': ['Alt+T'],
    'bill.insertLine': ['Alt+I'],
    'bill.removeLine': ['Alt+D'],
    'bill.undo': ['Ctrl+Z'],
    'bill.repeat': ['Ctrl+R'],
    'bill.duplicate': ['Alt+2'],
    'bill.hold': ['Ctrl+H'],
    'bill.held': ['Ctrl+L', 'Alt+R'],
    'bill.find': ['F5'],
    'bill.previous': ['PageUp'],
    'bill.next': ['PageDown'],
    'bill.print': ['Alt+P'],
    'bill.printSheet': ['Alt+E'],
    'bill.cancel': ['Alt+X'],
    'bill.openParty': ['Ctrl+Enter'],
    'bill.accept': ['Ctrl+A'],
    'bill.back': ['Escape'],

    'bills.open': ['Enter'],
    'bills.kind': ['F6'],
    'bills.openOnly': ['F7'],
    'bills.print': ['Alt+P'],
    'bills.printSheet': ['Alt+E'],
    'bills.giveBack': ['Alt+F6', 'Ctrl+F8', 'Alt+F5', 'Ctrl+F9'],
    'bills.makeBill': ['F8'],
    'bills.cancel': ['Alt+X', 'Alt+D'],
    'bills.copy': ['Alt+2'],
    'bills.clear': ['Escape'],

    'parties.open': ['Enter'],
    'parties.add': ['Alt+C'],
    'parties.change': ['Ctrl+Enter'],
    'parties.filter': ['F6'],
    'parties.sort': ['F7'],
    'parties.merge': ['F8'],
    'parties.clear': ['Escape'],

    'items.open': ['Enter'],
    'items.add': ['Alt+C'],
    'items.change': ['Ctrl+Enter'],
    'items.adjust': ['F7', 'Alt+J'],
    'items.filter': ['F6'],
    'items.group': ['F8'],
    'items.print': ['Alt+P'],
    'items.clear': ['Escape'],

    'stock.open': ['Enter'],
    'stock.change': ['Ctrl+Enter'],
    'stock.adjust': ['F7', 'Alt+J'],
    'stock.valuation': ['F6'],
    'stock.batches': ['F8'],
    'stock.prices': ['F9'],
    'stock.print': ['Alt+P'],

    'statement.open': ['Enter'],
    'statement.change': ['Ctrl+Enter'],
    'statement.reverse': ['Alt+X', 'Alt+D'],
    'statement.print': ['Alt+P'],
    'statement.export': ['Alt+E'],
    'statement.pdf': ['Alt+S'],
    'statement.clear': ['Escape'],

    'day-book.open': ['Enter'],
    'day-book.date': ['F2'],
    'day-book.period': ['Alt+F2'],
    'day-book.kind': ['F6'],
    'day-book.reverse': ['Alt+X', 'Alt+D'],
    'day-book.print': ['Alt+P'],
    'day-book.pdf': ['Alt+S'],
    'day-book.previousDay': ['Alt+PageUp'],
    'day-book.nextDay': ['Alt+PageDown'],
    'day-book.clear': ['Escape'],

    'closing.accept': ['Ctrl+A'],
    'closing.recount': ['F5'],
    'closing.figures': ['F6'],
    'closing.print': ['Alt+P'],
    'closing.past': ['F7'],
    'closing.pdf': ['Alt+S'],
    'closing.allBoxes': ['F12'],
    'closing.takeUp': ['F8'],
    'closing.slips': ['F9'],
    'closing.handOver': ['F4'],
    'closing.forgotten': ['F2'],
    'closing.notCounted': ['F10'],

    'slips.accept': ['Ctrl+A'],
    'slips.settle': ['F6'],
    'slips.enter': ['F8'],
    'slips.drop': ['Alt+X', 'Alt+D'],
    'slips.clear': ['Escape'],

    'print-queue.open': ['Enter'],
    'print-queue.cameOut': ['F5'],
    'print-queue.again': ['F6'],
    'print-queue.retry': ['F7'],
    'print-queue.drop': ['Alt+X', 'Alt+D'],
    'print-queue.testPage': ['Alt+T'],
    'print-queue.move': ['F8'],

    'settings.accept': ['Ctrl+A'],
    'settings.readSticker': ['F5'],
    'settings.theme': ['F6'],
    'settings.larger': ['F8'],
    'settings.smaller': ['F7'],
    'settings.testPage': ['Alt+T'],
    'settings.verify': ['F9'],
    'settings.addPrinter': ['Alt+C'],
    'settings.removePrinter': ['Alt+X', 'Alt+D'],
    'settings.numberDisplays': ['Alt+I'],
    'settings.receiptLayout': ['F12'],

    'receipt-layout.accept': ['Ctrl+A'],
    'receipt-layout.sample': ['F4'],
    'receipt-layout.toggle': ['F5'],
    'receipt-layout.paper': ['F6'],
    'receipt-layout.saved': ['F7'],
    'receipt-layout.standard': ['F8'],
    'receipt-layout.logo': ['F9'],
    'receipt-layout.removeLogo': ['Alt+X', 'Alt+D'],
    'receipt-layout.up': ['Alt+PageUp'],
    'receipt-layout.down': ['Alt+PageDown'],
    'settings.searchNetwork': ['Alt+N'],
    'settings.findPrinter': ['F4'],

    'import.choose': ['F5'],
    'import.kind': ['F6'],
    'import.dateOrder': ['F7'],
    'import.accept': ['Ctrl+A']
  }
}

export const keysOf = (id: CommandId, set: KeySet = 'tally'): readonly Chord[] => KEYMAP[set][id]
/** The key that the screen shows beside a command, or null when it has none and is reached from the palette. */
export const shownKeyOf = (id: CommandId, set: KeySet = 'tally'): Chord | null => KEYMAP[set][id][0] ?? null

/** Commands by the key that gives them, for the dispatcher. */
export function commandsByChord(set: KeySet): ReadonlyMap<Chord, readonly CommandId[]> {
  const byChord = new Map<Chord, CommandId[]>()
  for (const id of COMMAND_IDS) {
    for (const chord of KEYMAP[set][id]) byChord.set(chord, [...(byChord.get(chord) ?? []), id])
  }
  return byChord
}

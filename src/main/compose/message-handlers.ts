import { answerMessage, decideMessage } from '#main/app/decide-message.ts'
import { exportMessages, forgetMessages } from '#main/app/forget-messages.ts'
import { draftMessage } from '#main/app/message-draft.ts'
import { putRules, putText, readLog, readNewest, readSetup, readTexts } from '#main/app/read-messages.ts'
import { previewMany, sendMessage, sendToMany } from '#main/app/send-message.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type MessageHandlers = Pick<
  Handlers,
  `message.${'log' | 'newest' | 'draft' | 'send' | 'sendMany' | 'previewMany' | 'export' | 'forget' | 'answer' | 'decide' | 'setup' | 'setKey' | 'putRules' | 'texts' | 'putText'}`
>

/** Asking parties for their money. */
export function createMessageHandlers({ keeper, dialogs }: { keeper: ShopKeeper; dialogs: Dialogs }): MessageHandlers {
  const setup = () => readSetup(keeper.book(), keeper.messaging().hasKey())
  const world = () => ({ ...keeper.messaging(), links: keeper.cloud().links })
  return {
    'message.log': (input) => readLog(keeper.book(), input),
    'message.newest': (input) => readNewest(keeper.book(), input),
    'message.draft': (input) => draftMessage(keeper.book(), input, keeper.messaging().hasKey(), keeper.cloud().links),
    'message.send': (input) => sendMessage(keeper.book(), world(), input),
    'message.sendMany': (input) => sendToMany(keeper.book(), world(), input),
    'message.previewMany': (input) => previewMany(keeper.book(), world(), input),
    'message.export': (input) => exportMessages(keeper.book(), dialogs, writeFileDurably, input),
    'message.forget': (input) => forgetMessages(keeper.book(), input),
    'message.answer': (input) => answerMessage(keeper.book(), input),
    'message.decide': (input) => decideMessage(keeper.book(), keeper.messaging(), input),
    'message.setup': setup,
    'message.setKey': ({ provider, key }) => {
      keeper.messaging().setKey(provider, key)
      return setup()
    },
    'message.putRules': (rules) => {
      putRules(keeper.book(), rules)
      keeper.messaging().rulesChanged()
      return setup()
    },
    'message.texts': (input) => readTexts(keeper.book(), input),
    'message.putText': (input) => putText(keeper.book(), input)
  }
}

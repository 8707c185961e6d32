import { answerMessage, decideMessage } from '#main/app/decide-message.ts'
import { prepareMessage } from '#main/app/message-draft.ts'
import { putRules, putText, readLog, readNewest, readSetup, readTexts } from '#main/app/read-messages.ts'
import { sendMessage, sendToMany } from '#main/app/send-message.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type MessageHandlers = Pick<
  Handlers,
  `message.${'log' | 'newest' | 'draft' | 'send' | 'sendMany' | 'answer' | 'decide' | 'setup' | 'setKey' | 'putRules' | 'texts' | 'putText'}`
>

/** Asking parties for their money. */
export function createMessageHandlers({ keeper }: { keeper: ShopKeeper }): MessageHandlers {
  const setup = () => readSetup(keeper.book(), keeper.messaging().hasKey())
  return {
    'message.log': (input) => readLog(keeper.book(), input),
    'message.newest': (input) => readNewest(keeper.book(), input),
    'message.draft': (input) => prepareMessage(keeper.book(), input, keeper.messaging().hasKey()).draft,
    'message.send': (input) => sendMessage(keeper.book(), keeper.messaging(), input),
    'message.sendMany': (input) => sendToMany(keeper.book(), keeper.messaging(), input),
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

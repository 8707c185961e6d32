import { type Html, html } from './html.ts'
import type { OwnerTexts } from './owner-texts.ts'

const door = ({ t }: OwnerTexts, body: Html): Html =>
  html`<main id="main"><h1>${t('door.title')}</h1>${body}<p class="beside">${t('door.about')}</p></main>`

/** Asks for the owner's mail address. A server without mail says how he comes in all the same. */
export function enterBody(texts: OwnerTexts, hasMail: boolean, isWrong: boolean): Html {
  const { t } = texts
  if (!hasMail) return door(texts, html`<section class="card"><p>${t('door.byCounter')}</p></section>`)
  return door(
    texts,
    html`<form class="card" method="post" action="/owner/enter">${isWrong ? html`<p class="note" role="alert" id="wrong">${t('door.badAddress')}</p>` : null}
<p><label for="address">${t('choices.address')}</label><input id="address" name="address" type="email" autocomplete="email" required maxlength="200" autofocus${isWrong ? html` aria-describedby="wrong" aria-invalid="true"` : null}></p>
<button>${t('door.sendCode')}</button></form><p class="card">${t('door.byCounter')}</p>`
  )
}

/** Asks for the code of the mail. What is said is the same whether the address is known or not. */
export function codeBody(texts: OwnerTexts, attemptId: string, isWrong: boolean): Html {
  const { t } = texts
  return door(
    texts,
    html`<form class="card" method="post" action="/owner/enter/code"><p role="status">${t('door.codeSent')}</p>${isWrong ? html`<p class="note" role="alert" id="wrong">${t('door.wrongCode')}</p>` : null}
<input type="hidden" name="attemptId" value="${attemptId}">
<p><label for="code">${t('door.code')}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" autofocus${isWrong ? html` aria-describedby="wrong" aria-invalid="true"` : null}></p>
<button>${t('door.enter')}</button></form><p><a href="/owner/enter">${t('door.again')}</a></p>`
  )
}

/** A link of a counter is used by a press of the owner's, so that no program that looks at links uses it up. */
export function linkBody(texts: OwnerTexts, secret: string | null, isWrong: boolean): Html {
  const { t } = texts
  return door(
    texts,
    isWrong || secret === null
      ? html`<section class="card"><p class="note" role="alert">${t('door.linkOver')}</p></section>`
      : html`<form class="card" method="post" action="/in/${secret}"><p>${t('door.linkReady')}</p><button class="pay" autofocus>${t('door.enter')}</button></form>`
  )
}

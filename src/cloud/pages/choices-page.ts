import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { type Html, html } from './html.ts'
import type { OwnerKey, OwnerTexts } from './owner-texts.ts'

const LANGUAGE_NAMES = { en: 'English', hi: 'हिन्दी' } as const

export interface ChoicesView {
  readonly notice: { readonly key: OwnerKey; readonly isBad: boolean } | null
  readonly hasMailer: boolean
  readonly mailTo: string
  readonly mailEvery: 'daily' | 'weekly'
  /** `HH:MM`. */
  readonly mailTime: string
  readonly mailedOn: BookDate | null
  readonly mailError: string | null
  /** Null where the shop has no gateway. No secret is ever shown again. */
  /** Links that are still open at the gateway, also at one that was turned off. */
  readonly openLinks: number
  readonly gateway: { readonly keyId: string; readonly since: BookDate; readonly hookAddress: string } | null
}

/** What the owner may choose: the language of his pages, a mail with the figures, and the gateway behind his links. */
export const choicesBody = (view: ChoicesView, texts: OwnerTexts): Html =>
  html`${
    view.notice === null
      ? null
      : html`<p class="note" role="${view.notice.isBad ? 'alert' : 'status'}">${texts.t(view.notice.key)}</p>`
  }${languageForm(texts)}${mailForm(view, texts)}${gatewayForm(view, texts)}`

const languageForm = ({ t, language }: OwnerTexts): Html =>
  html`<form class="card" method="post" action="/owner/choices"><p><label for="language">${t('choices.language')}</label><select id="language" name="language">${LANGUAGES.map(
    (one) =>
      html`<option value="${one}" lang="${one}"${one === language ? html` selected` : null}>${LANGUAGE_NAMES[one]}</option>`
  )}</select></p><button>${t('choices.save')}</button></form>`

function mailForm(view: ChoicesView, { t }: OwnerTexts): Html {
  const { mailTo, mailEvery, mailTime, mailedOn, mailError } = view
  const title = html`<h2>${t('choices.mail')}</h2>`
  if (!view.hasMailer) return html`<section class="card">${title}<p>${t('choices.noMail')}</p></section>`
  return html`<form class="card" method="post" action="/owner/choices/mail">${title}<p class="beside">${t('choices.mailAbout')}</p>
<p><label for="mailTo">${t('choices.address')}</label><input id="mailTo" name="mailTo" type="email" autocomplete="email" maxlength="200" value="${mailTo}"></p>
<p><label for="mailEvery">${t('choices.often')}</label><select id="mailEvery" name="mailEvery">${(
    ['daily', 'weekly'] as const
  ).map(
    (every) =>
      html`<option value="${every}"${every === mailEvery ? html` selected` : null}>${t(`choices.${every}`)}</option>`
  )}</select></p>
<p><label for="mailTime">${t('choices.hour')}</label><input id="mailTime" name="mailTime" type="time" required value="${mailTime}"></p>
${mailedOn === null ? null : html`<p class="beside">${t('choices.lastSent', { day: formatBookDate(mailedOn) })}</p>`}
${mailError === null ? null : html`<p class="note"><bdi>${t('choices.lastFailed', { why: mailError })}</bdi></p>`}<button>${t('choices.save')}</button></form>`
}

function gatewayForm({ gateway, openLinks }: ChoicesView, { t }: OwnerTexts): Html {
  const secret = (name: 'keySecret' | 'hookSecret') =>
    html`<p><label for="${name}">${t(`choices.${name}`)}</label><input id="${name}" name="${name}" type="password" autocomplete="off" maxlength="100"${gateway === null ? html` required` : html` placeholder="${t('choices.kept')}"`}></p>`
  return html`<form class="card" method="post" action="/owner/choices/gateway"><h2>${t('choices.gateway')}</h2><p class="beside">${t('choices.gatewayAbout')}</p>
${gateway === null ? null : html`<p>${t('choices.gatewayOn', { day: formatBookDate(gateway.since) })}</p><p>${t('choices.hookAddress')}<span class="address">${gateway.hookAddress}</span></p><p class="beside">${t('choices.hookEvents')}</p>`}
<p><label for="keyId">${t('choices.keyId')}</label><input id="keyId" name="keyId" autocomplete="off" required maxlength="100" value="${gateway?.keyId ?? ''}"></p>
${secret('keySecret')}${secret('hookSecret')}<button>${t('choices.save')}</button></form>
${gateway === null ? null : html`<form class="card" method="post" action="/owner/choices/gateway/off">${openLinks === 0 ? null : html`<p class="beside">${t('choices.gatewayEnds', { count: openLinks })}</p>`}<button>${t('choices.gatewayOff')}</button></form>`}${
  gateway === null && openLinks > 0
    ? html`<p class="note" role="status">${t('choices.gatewayLeft', { count: openLinks })}</p>`
    : null
}`
}

import type { ReactNode } from 'react'
import { Notice, type NoticeTone } from './Notice.tsx'
import './page.css'

/** What was done or went wrong last, for the one place of a screen that says so. */
export interface Word {
  readonly tone: NoticeTone
  readonly text: string
}

/** A screen below the shop's line: its name, what it is about in a few words, and a fixed place for what happened last. */
export function Page(props: {
  readonly title: string
  readonly about?: ReactNode
  readonly word?: Word | null
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <div className={`page ${props.className ?? ''}`}>
      <div className="page-head">
        <h1 className="page-title">{props.title}</h1>
        <div className="page-about">{props.about}</div>
        <div className="page-word">
          <Notice tone={props.word?.tone ?? 'plain'}>{props.word?.text}</Notice>
        </div>
      </div>
      {props.children}
    </div>
  )
}

/** What of the system is reached by a person's own key press. */
export interface Outside {
  /** Opens a chat's address (`isChatUrl`) in the system's browser; answers whether it did. */
  openChat(url: string): Promise<boolean>
  copyText(text: string): void
  /** A PNG; answers whether the clipboard took it. */
  copyPicture(png: Uint8Array): Promise<boolean>
}

/** For places without a screen. */
export const noOutside: Outside = { openChat: async () => false, copyText() {}, copyPicture: async () => false }

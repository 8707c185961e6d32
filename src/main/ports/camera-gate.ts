/** Whether the cashier's page may use the camera now. It is shut unless a dialog that scans is open. */
export interface CameraGate {
  set(isOpen: boolean): void
}

/** For places without a screen. */
export const noCamera: CameraGate = { set() {} }

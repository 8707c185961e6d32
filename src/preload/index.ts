import { contextBridge, ipcRenderer } from 'electron'
import { BRIDGE_NAME } from '#shared/contract/bridge.ts'
import { buildBridge } from './build-bridge.ts'

contextBridge.exposeInMainWorld(BRIDGE_NAME, buildBridge(ipcRenderer))

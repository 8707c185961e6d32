import { contextBridge, ipcRenderer } from 'electron'
import { CUSTOMER_BRIDGE_NAME } from '#shared/contract/customer-bridge.ts'
import { buildCustomerBridge } from './build-customer-bridge.ts'

contextBridge.exposeInMainWorld(CUSTOMER_BRIDGE_NAME, buildCustomerBridge(ipcRenderer))

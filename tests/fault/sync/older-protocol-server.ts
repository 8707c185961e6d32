// A server from before the protocol of today: it says its version, and knows none of the ways that a counter asks for.
import { createServer } from 'node:http'

const INFO = { wireVersion: 0, minimumVersion: '0.0.0', serverVersion: '0.0.1', features: [] }

const server = createServer((request, response) => {
  const isInfo = request.url === '/v1/info'
  const refusal = { message: `Route ${request.method}:${request.url} not found`, error: 'Not Found', statusCode: 404 }
  response.writeHead(isInfo ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(isInfo ? { ...INFO, serverTime: Date.now() } : refusal))
})
const port = Number(process.env.CLOUD_PORT)
server.listen(port, '127.0.0.1', () => process.send?.({ address: `http://127.0.0.1:${port}` }))

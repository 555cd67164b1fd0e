// A bare HTTP server of Node: takes uploads to the end and keeps nothing, and answers /healthz.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ status: 'ok', id: 'none' }))
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://localhost:${server.address().port}`))

// The peer of B1 and B3: the same broker without a platform behind it; acknowledges at once and hands each message to its subscribers.
import { createServer } from 'node:net'
import { Aedes } from 'aedes'

const broker = new Aedes()
await broker.listen()
const server = createServer((socket) => {
  socket.setNoDelay(true)
  broker.handle(socket)
})
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  console.log(`port ${typeof address === 'object' && address !== null ? address.port : ''}`)
})

import type { Server, Socket } from 'node:net'
import type { OnRefused } from './contract/message.ts'

export interface DoorOptions {
  readonly onRefused: OnRefused
  /** Most connections in all; 200,000 unless told. */
  readonly connectionsAtMost?: number
  /** Most connections from one address; without a limit unless told (many homes share one address behind a carrier's gateway). */
  readonly perAddressAtMost?: number
  readonly accept: (socket: Socket, door: Door) => void
}

export interface Door {
  readonly connections: () => number
  /** How to call a connection in reports. */
  nameOf(socket: Socket): string
  name(socket: Socket, nameOf: () => string): void
  /** Closes the listener and every connection. */
  close(): Promise<void>
}

/** Counts the connections of a server and turns away those too many; gives each of the others to `accept`. */
export function guardDoor(server: Server, options: DoorOptions): Door {
  const { onRefused, accept, connectionsAtMost = 200_000, perAddressAtMost = Number.POSITIVE_INFINITY } = options
  const open = new Set<Socket>()
  const perAddress = new Map<string, number>()
  const names = new WeakMap<Socket, () => string>()
  // one line a second for a crowd, not one for each of its members
  let quietUntil = 0
  const crowd = (who: string, what: string) => {
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + 1_000
    onRefused('crowd', who, what)
  }
  const door: Door = {
    connections: () => open.size,
    nameOf: (socket) => names.get(socket)?.() ?? socket.remoteAddress ?? '?',
    name: (socket, nameOf) => names.set(socket, nameOf),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
  const enter = (socket: Socket) => {
    const address = socket.remoteAddress ?? '?'
    const here = perAddress.get(address) ?? 0
    socket.on('error', () => undefined)
    if (open.size >= connectionsAtMost || here >= perAddressAtMost) {
      crowd(address, `${open.size} connections, ${here} from here`)
      socket.destroy()
      return
    }
    open.add(socket)
    perAddress.set(address, here + 1)
    socket.once('close', () => {
      open.delete(socket)
      const rest = (perAddress.get(address) ?? 1) - 1
      if (rest === 0) perAddress.delete(address)
      else perAddress.set(address, rest)
    })
    accept(socket, door)
  }
  server.on(isTls(server) ? 'secureConnection' : 'connection', enter)
  if (isTls(server))
    server.on('tlsClientError', (error: Error, socket: Socket) => onRefused('malformed', socket.remoteAddress ?? '?', error.message))
  return door
}

const isTls = (server: Server): boolean => 'setSecureContext' in server

/** One message as it came through a door; nothing in it is understood yet. */
export interface RawMessage {
  readonly via: 'mqtt' | 'http' | 'tcp'
  /** The authenticated name of the sender (MQTT user name, HTTP key id, TCP: `protocol:terminalId`). */
  readonly source: string
  /** MQTT topic, HTTP path suffix, or the TCP protocol's name. */
  readonly topic: string
  readonly payload: Uint8Array
  /** Server time, ms since 1970 UTC. */
  readonly receivedAt: number
  /** May have been given before: the sender says so (MQTT DUP), or it comes out of the spool. */
  readonly repeated: boolean
  /** MQTT packet id, where there is one. */
  readonly packet: number | null
}

/**
 * What became of a message. `kept` and `quarantined` are acknowledged (sending it again would not help); `refused` is not, and the
 * connection it came through is closed.
 */
export type Verdict = 'kept' | 'quarantined' | 'refused'

/** Urgent messages travel in a lane of their own and never wait behind bulk. */
export type Lane = 'urgent' | 'bulk'

/**
 * Keeps messages; resolves after the commit. All or nothing: a rejection means that none of them was kept.
 * The same message may come again (the commit succeeded but its answer was lost, or the process died while the spool was drained):
 * the keeper tells it by `messageKey`.
 */
export type Keep = (messages: readonly RawMessage[], lane: Lane) => Promise<void>

/** Takes one message; resolves once it may be acknowledged, rejects when it may not (the sender, or the door for it, tries again). */
export type Take = (message: RawMessage) => Promise<Verdict>

/** Why a door turned somebody or something away. */
export type RefusedKind =
  | 'credential' // unknown or wrong name, password or signature
  | 'topic' // a known sender on a topic that is not its own
  | 'giant' // a packet, frame or body over the limit
  | 'slow' // a connection that does not finish what it began
  | 'crowd' // too many connections, all in all or from one address
  | 'malformed' // bytes that are not the protocol
  | 'unknown' // a terminal nobody registered
  | 'replay' // a signed request seen before or outside its window

/**
 * Told of everything turned away, so that it can be seen on a screen.
 * @param who source, client id or address, whichever is known
 * @param what one line for people; never the payload
 */
export type OnRefused = (kind: RefusedKind, who: string, what: string) => void

/** A device the load speaks for. */
export interface LoadDevice {
  readonly source: string
  readonly secret: string
}

/** What the load shall do; passed to its processes as JSON. */
export interface LoadPlan {
  readonly host: string
  readonly port: number
  readonly devices: readonly LoadDevice[]
  /** Messages a second of all devices together at set moments (open loop); null: each device sends when it may (closed loop). */
  readonly perSecond: number | null
  readonly seconds: number
  /** Most unacknowledged messages of a device; 20 unless told. */
  readonly window?: number
  /** Share whose claimed time is 10 min to 6 h old. */
  readonly lateShare?: number
  /** Share that is sent twice: the same bytes, another packet. */
  readonly duplicateShare?: number
  /** Whether devices come back and send again what was not acknowledged. */
  readonly returns?: boolean
  /** Processes the devices are shared among; 1 unless told. */
  readonly processes?: number
  /** New connections a second of each process; 2,000 unless told. */
  readonly connectPerSecond?: number
  /** First own address 127.0.0.x; one more for every 20,000 devices; 2 unless told. */
  readonly firstAddress?: number
  /** Folder for the list of acknowledged messages, one file a process, one line a message: id, tab, source, tab, ms since 1970. */
  readonly logFolder?: string
  /** Marks the ids of this run; of its own unless told. */
  readonly run?: string
  /** How long to wait at the end for what is not acknowledged, ms; 15,000 unless told. */
  readonly settleWithin?: number
}

/** What one process of the load found. */
export interface LoadPart {
  readonly sent: number
  readonly acked: number
  readonly duplicates: number
  readonly late: number
  /** Still not acknowledged at the end. */
  readonly unacked: number
  readonly reconnects: number
  readonly refused: number
  /** Milliseconds from the intended moment to the acknowledgement. */
  readonly latencies: Float32Array
  /** From the first intended moment to the last acknowledgement. */
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMB: number
}

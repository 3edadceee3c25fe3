/** What the alarm path keeps in memory of devices, homes and limits. Pure data. */

/** A device with the place and person it is bound to now. */
export interface RegisteredDevice {
  readonly id: string
  /** The authenticated name under which its messages arrive (`protocol:serial`). */
  readonly source: string
  readonly protocol: string
  readonly serial: string
  readonly kind: string
  readonly vendor: string | null
  readonly model: string | null
  readonly gatewayId: string | null
  /** SHA-256 of the secret, hex; null when it does not sign in with one. */
  readonly secretHash: string | null
  readonly state: 'stock' | 'in-use' | 'repair' | 'lost' | 'scrapped'
  /** Agreed for this device; null = by its kind. */
  readonly silenceMinutes: number | null
  readonly testDays: number | null
  readonly divisionCode: string
  readonly synthetic: boolean
  /** Until when a test call of it counts as a test (ISO 8601, UTC), perhaps long ago; null = no window was opened at this place. */
  readonly testUntil: string | null
  /** Null: it lies in stock, or nobody bound it. */
  readonly bound: RegisteredBinding | null
}

export interface RegisteredBinding {
  readonly id: string
  readonly homeId: string
  /** Null: it serves the whole home. */
  readonly elderId: string | null
  readonly divisionCode: string
  readonly room: string | null
  readonly seriesId: number
  /** ISO 8601, UTC. */
  readonly since: string
}

export interface RegisteredHome {
  readonly id: string
  readonly name: string
  readonly scene: 'home' | 'community' | 'institution'
  readonly divisionCode: string
  /** Agreed for the whole home; null = by its devices. */
  readonly silenceMinutes: number | null
  /** `HH:MM:SS`; between them somebody should be inside; null = not agreed. */
  readonly indoorsFrom: string | null
  readonly indoorsTo: string | null
  readonly synthetic: boolean
  /** Elders who live there now. */
  readonly elderIds: readonly string[]
}

/** Limits of one person for one metric; null = no limit on that side. */
export interface RegisteredLimit {
  readonly elderId: string
  readonly metric: string
  readonly criticalLow: number | null
  readonly low: number | null
  readonly high: number | null
  readonly criticalHigh: number | null
  readonly setByKind: 'doctor' | 'carer'
  readonly setByName: string
  /** ISO 8601, UTC. */
  readonly since: string
}

/** The register, or what changed in it: each thing whole, to be put in place of what was held under its id. */
export interface Register {
  readonly devices: readonly RegisteredDevice[]
  readonly homes: readonly RegisteredHome[]
  /** All limits that hold for these elders. */
  readonly limits: readonly RegisteredLimit[]
  /** Elders of whom a limit changed: what is held of them goes, `limits` has all that holds now. Empty when the whole register was read. */
  readonly limitsChangedOf: readonly string[]
}

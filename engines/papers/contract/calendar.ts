/** Somebody of a calendar. The address is a mail address; one in `.invalid` (RFC 2606) where there is none. */
export interface Party {
  readonly name: string
  readonly address: string
}

/** An entry of a calendar. All-day entries have days (the end is the last day, inclusive), timed ones instants in UTC. */
export interface CalendarEntry {
  /** Stays the same over updates and the cancellation. */
  readonly uid: string
  /** Rises with every change a recipient must take over. */
  readonly sequence: number
  readonly title: string
  readonly text: string | null
  readonly place: string | null
  readonly when:
    | { readonly kind: 'day'; readonly from: string; readonly to: string }
    | { readonly kind: 'time'; readonly from: string; readonly to: string }
  readonly cancelled: boolean
  /** Who is called; an invitation needs at least one (RFC 5546, 3.2.2). */
  readonly attendees: readonly Party[]
  /** ISO 8601: when this state of the entry was made. */
  readonly stamp: string
}

/** `request` and `cancel` are invitations (RFC 5546) of one meeting each; `publish` is a list of dates to look at. */
export interface Calendar {
  readonly method: 'request' | 'cancel' | 'publish'
  readonly name: string
  readonly organizer: Party
  readonly entries: readonly CalendarEntry[]
}

import type { WordsLike } from '@yinqiao/kernel/web'
import type { zh } from './zh.ts'

export const en: WordsLike<typeof zh> = {
  accounts: 'Accounts', accountsLead: 'The system administrator makes and closes accounts, the security administrator grants posts and resets credentials, the audit administrator reads: three powers, never in one hand.',
  searchAccount: 'User name or name', username: 'User name', name: 'Name', roles: 'Posts', state: 'State', secondFactor: 'Authenticator', created: 'Created',
  state_active: 'Active', state_closed: 'Closed', state_locked: 'Locked', lockedUntil: 'locked until {at}',
  bound: 'Bound', unbound: 'Not bound', notNeeded: 'None', anyRole: 'All posts', anyState: 'All states', noPosts: 'No post yet',
  newAccount: 'New account', oidcSubject: 'Single sign-on subject (optional)', usernameHint: '3–40 lower case letters, digits, dots or dashes, starting with a letter',
  oneTime: 'One-time password', oneTimeHint: 'Shown once, here. Hand it over in person; it must be changed at the first sign-in.', copied: 'I have noted it',
  close: 'Close account', reopen: 'Reopen account', reason: 'Reason', closed: 'Account closed', reopened: 'Account reopened', unlock: 'Unlock', unlocked: 'Unlocked',
  reset: 'Reset credentials', resetHint: 'Makes a new one-time password and ends all sessions of the account.', resetSecond: 'Unbind the authenticator too', resetAct: 'Reset',
  posts: 'Posts', grant: 'Grant a post', granted: 'Post granted', end: 'End', endAsk: 'End the post "{role}"?', endHint: 'Its sessions end at once; history stays.', ended: 'Post ended',
  role: 'Role', area: 'Area', unit: 'Unit', validTo: 'Until (optional)', from: 'from {day}', until: 'until {day}', provider: 'Provider', persons: 'Persons', personsN: '{n} persons', wholeDistrict: 'Whole district', areaHint: 'Six digits mean the whole district; a town or village limits what is seen',
  sessionsN: '{n} sessions', back: 'Accounts', unknown: 'Not given', version: 'Version',
  me: 'My account', meLead: 'Change the password, see where you are signed in.', changePassword: 'Change password', current: 'Present password', next: 'New password', nextAgain: 'New password again', notSame: 'The two differ', passwordChanged: 'Password changed; other sessions ended', passwordHint: 'At least 12 characters; no names, birthdays or common words.',
  mySessions: 'My sessions', origin: 'From', since: 'Signed in', lastSeen: 'Last used', thisOne: 'This one', endSession: 'End', sessionEnded: 'Session ended', sessionsHint: 'If you do not know an address, end it and change your password.',
  audit: 'Audit', auditLead: 'Only ever added to, chained line by line with SM3. Looking at persons leaves a line too.', verify: 'Verify the chain', verifying: 'Verifying…',
  verified: 'The chain is whole: {lines} lines, {unsealed} not sealed yet', faults: '{n} faults found', head: 'Head of the chain', faultAt: 'Line {seq}: {fault}',
  time: 'Time', who: 'Who', what: 'What', outcome: 'Outcome', subjects: 'Subjects', done: 'Done', refused: 'Refused', person: 'Name', operation: 'Operation code', subject: 'Subject id', fromDay: 'From', toDay: 'To', anyOutcome: 'All outcomes',
  line: 'Line {n}', before: 'Before', after: 'After', sealed: 'Sealed', unsealed: 'Not sealed yet', noChange: 'Nothing changed (looked at)', subjectsN: '{n}',
  parked: 'Parked events and jobs', parkedLead: 'Events that failed ten times and jobs given up. Once the cause is gone deliver again; an event takes effect once only.', waiting: '{n} events waiting',
  parkedEvents: 'Parked events', parkedJobs: 'Jobs given up', listener: 'Listener', type: 'Event', attempts: 'Attempts', why: 'Last reason', retry: 'Deliver again', retried: 'Delivered again', nothingParked: 'Nothing is parked', nothingParkedHint: 'Every event has reached its listeners.', noJobs: 'No job was given up', task: 'Job', changedAt: 'Last change',
}

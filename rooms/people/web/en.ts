import type { WordsLike } from '@yinqiao/kernel/web'
import type { zh } from './zh.ts'

export const en: WordsLike<typeof zh> = {
  elders: 'Elders', eldersLead: 'Only elders of your area are shown; every search and every view is recorded.',
  search: 'Name, pinyin, last 4 digits of a phone, or id number', name: 'Name', sex: 'Sex', age: 'Age', born: 'Born', id: 'Id number', phone: 'Phone', division: 'Community', alone: 'Lives alone', life: 'Life state', address: 'Address', town: 'Town', site: 'Estate or home', health: 'Health notes', contacts: 'Emergency contacts', origin: 'Origin', updated: 'Updated', idKind: 'Kind of paper',
  ageYears: '{n}', unknown: 'Unknown', notRecorded: 'Not recorded',
  sex_male: 'Male', sex_female: 'Female', sex_unknown: 'Unknown',
  alone_yes: 'Yes', alone_no: 'No', alone_unknown: 'Not asked',
  'life_at-home': 'At home', life_away: 'Away', life_hospital: 'In hospital', life_institution: 'In a home', life_moved: 'Moved away', life_dead: 'Deceased', life_unknown: 'Not recorded',
  'kind_citizen-id': 'Resident identity card', kind_passport: 'Passport', 'kind_hk-macau-permit': 'Hong Kong or Macau permit', 'kind_taiwan-permit': 'Taiwan permit', 'kind_foreigner-permit': 'Permanent residence card', kind_none: 'None', kind_unknown: 'Not recorded',
  origin_typed: 'Typed', origin_import: 'Import', origin_device: 'Device', origin_derived: 'Derived',
  anyLife: 'All states', anyAlone: 'Alone or not', anySex: 'Any sex', ageFrom: 'Age from', ageTo: 'to',
  newElder: 'New record', edit: 'Edit', saved: 'Saved version {version}', created: 'Record created', backToElders: 'Elders',
  clear: 'Sensitive facts are shown in full; this view was recorded', masked: 'Sensitive facts are masked: your post may not see them in full',
  record: 'Record', history: 'History', versionN: 'Version {n}', first: 'Created', noChange: 'Nothing changed', was: 'was', now: 'now',
  noElders: 'No records yet', noEldersHint: 'Create one, or load data.',
  checkId: 'Check', idFine: 'Valid: born {born}, {sex}', idConverted: 'An old 15-digit number; it converts to {number}. Compare before using it', idUse: 'Use it', idRecorded: 'A record with this number exists; search for it first',
  contactName: 'Name', contactRelation: 'Relation', contactPhone: 'Phone', addContact: 'Add a contact', removeContact: 'Remove',
  lifeTimeline: 'Life states', setLife: 'Record a state', lifeState: 'State', from: 'From', to: 'To (exclusive, optional)', note: 'Note', lifeSaved: 'Recorded: {state}', undoLast: 'Take back the last entry', undoTitle: 'Take back an entry', undoReason: 'Reason', undone: 'The entry was taken back', still: 'until now', gap: 'Not recorded',
  changes: 'How it came about', by: '{who}, {at}', change_set: 'Recorded', change_undo: 'Took back', wasUndone: 'taken back', lifeHint: 'Past days may be recorded; a day has one state only.',
  startLife: 'Life state at the start', startFrom: 'Since', secretHint: 'To protect privacy id numbers, phones, health notes and contacts are never kept as a draft.', keepSensitive: 'Your post does not see sensitive facts in full and cannot edit here.',
}

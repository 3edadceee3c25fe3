import type { flagZh } from './flag-zh.ts'

export const flagEn: Record<keyof typeof flagZh, string> = {
  flags: 'Flags',
  flagsLead:
    'What looks odd in the records, with the rows. Hints, no verdicts: no number changes by them; wrong records are mended by their unit, objections have their own way.',
  flagFrom: 'From',
  flagTo: 'To',
  flagCheck: 'Check',
  flagAll: 'All checks',
  flagNone: 'No flags in this time',
  flagNoneHint: 'How many records each check looked at stands above; a check that looked at none says nothing.',
  flagLooked: 'looked at {n}',
  flagLimit: 'Limit: ',
  flagRows: 'Records ({n})',
  flagMore: 'Show the other {n}',
  flagMeasures: 'Measures that read these records',
  flagNoMeasure: 'No measure reads them',
  flagObject: 'Object',
  flagObjectTitle: 'Flag: {check} ({about})',
  flagObjectWhy: '{said} (flag {id})',
  flag_last_day: 'Typed on the last day',
  flag_heaping: 'Piled on the target',
  flag_doubles: 'One code, two names',
  flag_photo: 'One file, many proofs',
  flag_overlap: 'In two places at once',
  flag_regular: 'Too regular',
  flag_future: 'Dated in the future',
}

import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, money, name, ours, slot, text } from './fields.ts'

/** Exports by customs papers, a row for each firm and month */
export const exportKind: RecordKind = {
  ...ours,
  code: 'industry.export',
  title: { zh: '出口', en: 'Exports' },
  about: { zh: '以报关单为据的出口额，一企一月一条', en: 'Exports by customs papers, a row for each firm and month' },
  order: 30,
  fields: [
    name('说明', 'Note'),
    firm({ required: true }),
    text('month', '月份', 'Month', { required: true, max: 7, help: { zh: '如 2026-03', en: 'Such as 2026-03' } }),
    money('amount', '出口额（折人民币）', 'Exports in yuan', { required: true, listed: true }),
    day('clearedOn', '月末日', 'Last day of the month', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['firm', 'month'],
  day: 'clearedOn',
  evidence: [slot('customs', '报关凭证', 'Customs papers', 1)],
  carries: ['3.3e'],
}

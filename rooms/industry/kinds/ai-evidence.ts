import type { RecordKind } from '@yinqiao/records/contract'
import { aiProofs, aiSubjects } from './codes.ts'
import { code, day, firm, name, ours, slot, text } from './fields.ts'

/** Proof that a firm, product, project or site uses artificial intelligence */
export const aiEvidenceKind: RecordKind = {
  ...ours,
  code: 'industry.ai-evidence',
  title: { zh: '人工智能应用证据', en: 'Proof of AI use' },
  about: { zh: '企业、产品、项目、点位使用人工智能的证据', en: 'Proof that a firm, product, project or site uses artificial intelligence' },
  order: 12,
  fields: [
    name('应用名称', 'Name of the use'),
    code('about', '对象', 'About', aiSubjects, { required: true, listed: true, filtered: true }),
    text('subject', '对象编号', 'Number of the subject', {
      required: true,
      max: 80,
      help: { zh: '企业填统一社会信用代码，产品填型号，项目、点位填名称', en: 'Credit code, model, or name' },
    }),
    firm(),
    code('proof', '证据类别', 'Sort of proof', aiProofs, { required: true, listed: true }),
    text('number', '备案号或报告号', 'Number'),
    day('from', '起始日', 'From', { required: true }),
    day('until', '有效期至', 'Until'),
  ],
  name: 'name',
  identity: ['about', 'subject', 'proof'],
  day: 'from',
  until: 'until',
  evidence: [slot('proof', '备案、测试或部署证明', 'Filing, test or deployment', 2, true)],
  carries: ['1.2'],
}

import type { Answer, Arguments } from './answer.ts'

/** One call of the command line. Its module is loaded when it is called, so that pure calls start at once. */
export interface Call {
  readonly noun: string
  readonly verb: string
  readonly usage: string
  readonly about: string
  readonly least: number
  readonly most: number
  /** Flags with a value, then flags without. */
  readonly flags: readonly string[]
  readonly bare: readonly string[]
  readonly open: () => Promise<{ readonly run: (args: Arguments) => Promise<Answer> }>
}

/** All named calls; any signature of a room can be called besides (run-signature.ts). */
export const calls: readonly Call[] = [
  {
    noun: 'plan',
    verb: 'read',
    usage: 'plan read FILE [--summary] [--json]',
    about: '读一份规划或方案（txt、docx、md）',
    least: 1,
    most: 1,
    flags: [],
    bare: ['summary'],
    open: () => import('./calls/read-plan.ts'),
  },
  {
    noun: 'db',
    verb: 'status',
    usage: 'db status [--json]',
    about: '数据库版本、大小、各表行数',
    least: 0,
    most: 0,
    flags: [],
    bare: [],
    open: () => import('./calls/show-status.ts'),
  },
  {
    noun: 'db',
    verb: 'backup',
    usage: 'db backup FOLDER [--with-keys]',
    about: '备份到一个新文件夹（默认不含密钥）',
    least: 1,
    most: 1,
    flags: [],
    bare: ['with-keys'],
    open: () => import('./calls/back-up.ts'),
  },
  {
    noun: 'db',
    verb: 'restore',
    usage: 'db restore FOLDER [--into DATA_FOLDER]',
    about: '恢复到空的数据目录或空数据库',
    least: 1,
    most: 1,
    flags: ['into'],
    bare: [],
    open: () => import('./calls/restore.ts'),
  },
  {
    noun: 'keys',
    verb: 'rotate',
    usage: 'keys rotate [--algorithm sm4|aes]',
    about: '换新密钥并重新加密全部加密列',
    least: 0,
    most: 0,
    flags: ['algorithm'],
    bare: [],
    open: () => import('./calls/rotate-keys.ts'),
  },
  {
    noun: 'audit',
    verb: 'verify',
    usage: 'audit verify [--json]',
    about: '核验审计链，有异常则退出码为 1',
    least: 0,
    most: 0,
    flags: [],
    bare: [],
    open: () => import('./calls/verify-audit.ts'),
  },
  {
    noun: 'orgs',
    verb: 'import-institutions',
    usage: 'orgs import-institutions FILE.csv [--dry-run]',
    about: '导入养老机构名单',
    least: 1,
    most: 1,
    flags: [],
    bare: ['dry-run', 'synthetic'],
    open: () => import('./calls/import-institutions.ts'),
  },
  {
    noun: 'places',
    verb: 'load',
    usage: 'places load DISTRICT.json [OUTLINE.json]',
    about: '装载区划与区界',
    least: 1,
    most: 2,
    flags: [],
    bare: [],
    open: () => import('./calls/load-district.ts'),
  },
  {
    noun: 'sim',
    verb: 'load',
    usage: 'sim load --elders N [--year]',
    about: '装载合成的老人（默认 176000），--year 另装合成年度；可中断后继续',
    least: 0,
    most: 0,
    flags: ['elders'],
    bare: ['year'],
    open: () => import('./calls/load-sim.ts'),
  },
  {
    noun: 'report',
    verb: 'phase',
    usage: 'report phase YEAR|PHASE --out DIR [--json]',
    about: '阶段评估报告：无冻结轮次则先冻结，写出 Word、Excel、PDF 与冻结清单',
    least: 1,
    most: 1,
    flags: ['out'],
    bare: [],
    open: () => import('./calls/report-phase.ts'),
  },
  {
    noun: 'measure',
    verb: 'list',
    usage: 'measure list [--scope S] [--valid-at D] [--json]',
    about: '全部指标的数值与状态',
    least: 0,
    most: 0,
    flags: ['scope', 'valid-at'],
    bare: [],
    open: async () => ({ run: (await import('./calls/ask-measure.ts')).list }),
  },
  {
    noun: 'measure',
    verb: 'value',
    usage: 'measure value CODE [--scope S] [--valid-at D] [--known-at T] [--json]',
    about: '一个指标的数值；S 为 district、区划代码或 unit:<编号>',
    least: 1,
    most: 1,
    flags: ['scope', 'valid-at', 'known-at'],
    bare: [],
    open: async () => ({ run: (await import('./calls/ask-measure.ts')).value }),
  },
  {
    noun: 'measure',
    verb: 'rows',
    usage: 'measure rows CODE [--scope S] [--valid-at D] [--known-at T] [--json]',
    about: '一个指标所依据的全部记录及其指纹',
    least: 1,
    most: 1,
    flags: ['scope', 'valid-at', 'known-at'],
    bare: [],
    open: async () => ({ run: (await import('./calls/ask-measure.ts')).rows }),
  },
  {
    noun: 'measure',
    verb: 'audit',
    usage: 'measure audit [--json]',
    about: '由记录重算全部数值并重制冻结清单，有不一致则退出码为 1',
    least: 0,
    most: 0,
    flags: [],
    bare: [],
    open: () => import('./calls/audit-measures.ts'),
  },
  {
    noun: 'device',
    verb: 'decode',
    usage: 'device decode FILE.jsonl [--json]',
    about: '解读录下的终端报文，每行 {protocol, encoding, data}；--json 每行一个结果',
    least: 1,
    most: 1,
    flags: [],
    bare: [],
    open: async () => ({ run: (await import('./calls/decode-device.ts')).decode }),
  },
  {
    noun: 'device',
    verb: 'frames',
    usage: 'device frames FILE.jsonl [--json]',
    about: '把字节流切成报文，每行 {protocol, encoding_in, input}；--json 每行一个结果',
    least: 1,
    most: 1,
    flags: [],
    bare: [],
    open: async () => ({ run: (await import('./calls/decode-device.ts')).frames }),
  },
  {
    noun: 'calls',
    verb: 'list',
    usage: 'calls list [--json]',
    about: '列出可直接调用的全部接口',
    least: 0,
    most: 0,
    flags: [],
    bare: [],
    open: () => import('./calls/list-calls.ts'),
  },
]

/** The page of `--help`. */
export function help(): string {
  const widest = Math.max(...calls.map(({ usage }) => usage.length))
  return [
    '银桥命令行。用法：npm run -s yinqiao -- <名词> <动词> [参数] [--json]',
    '',
    ...calls.map(({ usage, about }) => `  ${usage.padEnd(widest)}  ${about}`),
    `  ${'<room> <verb-noun> [--field value | --input JSON]'.padEnd(widest)}  以本机操作员身份执行任一接口（记入审计）`,
    '',
    '退出码：0 成功，1 输入有误或结果为否，2 用法有误',
  ].join('\n')
}

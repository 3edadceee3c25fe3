import { fallModel, figuresOf, openTrialScore } from '@yinqiao/watch'
import type { Answer, Arguments } from '../answer.ts'
import { BadInput } from '../misuse.ts'
import { listFallPeople } from '../read-fall-sets.ts'

const note = {
  zh: '数据为公开的模拟跌倒：跌倒多由年轻志愿者在软垫上有意完成（年长者中仅一人），不是老年人的真实跌倒；真实表现会更低。',
  en: 'Public sets of acted falls: nearly all done on purpose, on mats, by young volunteers (one older person only). They are no real falls of older people; expect less in real life.',
}

const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)} %`)

/** `falls score DIR`: the frozen detector on people it was not trained on. Needs no database. */
export async function run({ words: [folder = ''] }: Arguments): Promise<Answer> {
  const trained = new Set(fallModel.places.flatMap(({ trainedOn }) => trainedOn))
  const people = await listFallPeople(folder)
  const tested = people.filter(({ id }) => !trained.has(id))
  if (tested.length === 0) throw new BadInput(`${folder} 里只有参与过训练的受试者，无人可评 (only subjects the model was trained on)`)
  const score = openTrialScore(fallModel)
  for (const person of tested) score.add(await person.trials())
  const byActivity = score.rows()
  const rows = (set: string, place: string, group?: string) =>
    byActivity.filter((row) => row.set === set && row.place === place && (group === undefined || row.group === group))
  const data = {
    waist: { young: figuresOf(rows('sisfall', 'waist', 'young')), older: figuresOf(rows('sisfall', 'waist', 'older')) },
    wrist: figuresOf(rows('umafall', 'wrist')),
    umafallWaist: figuresOf(rows('umafall', 'waist')),
    byActivity,
    subjects: { tested: tested.map(({ id }) => id), trainedOn: people.flatMap(({ id }) => (trained.has(id) ? [id] : [])) },
    model: {
      version: fallModel.version,
      date: fallModel.date,
      places: fallModel.places.map(({ place, threshold, trees, trainedOn }) => ({ place, threshold, trees: trees.length, trainedOn })),
    },
    note,
  }
  const line = (佩戴: string, f: typeof data.wrist) => ({
    佩戴,
    试次: f.trials,
    跌倒: f.falls,
    检出: f.fallsDetected,
    灵敏度: percent(f.sensitivity),
    活动: f.activities,
    误报: f.falseAlarms,
    特异度: percent(f.specificity),
    误报率: percent(f.falseAlarmShare),
  })
  return {
    data,
    shown: {
      说明: note.zh,
      模型: `${fallModel.version}（${fallModel.date}）`,
      受试者: data.subjects.tested.join('、'),
      参与训练而未计入: data.subjects.trainedOn.join('、') || '（无）',
      结果: [
        line('腰部，青年（SisFall）', data.waist.young),
        line('腰部，年长（SisFall）', data.waist.older),
        line('手腕（UMAFall）', data.wrist),
        line('腰部（UMAFall）', data.umafallWaist),
      ],
      分项: byActivity.map(({ set, place, activity, group, fall, trials, detected, share }) => ({
        数据集: set,
        佩戴: place === 'waist' ? '腰部' : '手腕',
        人群: group === 'older' ? '年长' : '青年',
        动作: activity,
        性质: fall ? '跌倒' : '活动',
        试次: trials,
        报警: detected,
        占比: percent(share),
      })),
    },
  }
}

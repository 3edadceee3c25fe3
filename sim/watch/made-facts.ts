import type { Contact, EntryFacts } from '@yinqiao/watch/contract'
import type { z } from 'zod'
import { dice } from '../dice.ts'
import type { PlannedHome } from './plan-homes.ts'

const languages = ['苏州话', '普通话', '苏州话，听得懂普通话'] as const
const notes = [
  '合成数据：示例用药甲，每日早晚各一次',
  '合成数据：示例用药乙，饭后服用；随身带示例急救药',
  '合成数据：听力不好，敲门要重',
  '合成数据：行走用助行器',
] as const

/** How one gets in and what waits inside; part is not recorded, as in life. */
export function entryOf({ n, scene }: PlannedHome): z.infer<typeof EntryFacts> {
  const chance = dice(`yinqiao/entry/${n}`)
  const perhaps = <T>(value: T, share: number): T | null => (chance.next() < share ? value : null)
  const dog = chance.next()
  const oxygen = chance.next()
  return {
    gate: perhaps(`合成 ${1 + chance.below(9)} 号门`, 0.7),
    floor: scene === 'home' ? perhaps(`${1 + chance.below(6)} 楼`, 0.8) : null,
    key: perhaps('合成数据：门卫处有备用钥匙', 0.3),
    language: perhaps(chance.pick(languages), 0.7),
    hazards: dog < 0.12 ? '合成数据：有犬' : oxygen < 0.06 ? '合成数据：家中有氧气' : null,
    note: perhaps(chance.pick(notes), 0.4),
  }
}

/** Whom to call: made-up people under a telephone segment that no operator has, and the demo account of a responder. */
export function contactsOf({ n, scene }: PlannedHome, responders: readonly string[]): z.input<typeof Contact>[] {
  const chance = dice(`yinqiao/contacts/${n}`)
  const phone = (at: number) => `1549${String(n * 10 + at).padStart(7, '0')}`
  const [responder] = responders
  const told = { language: null, id: null }
  const list: z.input<typeof Contact>[] =
    scene === 'home'
      ? [
          { ...told, kind: 'keyholder', name: '合成邻居', phone: phone(1), accountId: null, hasKey: true, minutes: 1 + chance.below(8) },
          { ...told, kind: 'family', name: '合成家属', phone: phone(2), accountId: null, hasKey: chance.next() < 0.5, minutes: 20 },
        ]
      : [{ ...told, kind: 'provider', name: '合成值班室', phone: phone(3), accountId: null, hasKey: true, minutes: 2 }]
  if (responder !== undefined)
    list.splice(1, 0, {
      ...told,
      kind: 'responder',
      name: '演示·响应人员',
      phone: null,
      accountId: responder,
      hasKey: null,
      minutes: 5 + chance.below(15),
    })
  return list
}

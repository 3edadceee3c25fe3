import { expect, test } from 'vitest'
import { shipped } from './detect/shipped-rules.ts'
import { plainTitleIn, readTitle, titleIn } from './read-title.ts'

test.each(shipped.rules.map(({ title }) => [title.zh, title.en]))('rule %s is %s in English, with its room too', (zh, en) => {
  expect(titleIn('en', zh)).toBe(en)
  expect(titleIn('en', `${zh}（卧室）`)).toBe(`${en} (卧室)`)
  expect(titleIn('zh', `${zh}（卧室）`)).toBe(`${zh}（卧室）`)
  expect(plainTitleIn('zh', zh)).toBe(zh)
})

test.each([
  ['人工报警：阿婆（合成）摔倒', 'Raised by hand: 阿婆（合成）摔倒', '人工报警', 'Raised by hand'],
  ['合成家的网关失联', 'Gateway silent: 合成家', '网关失联', 'Gateway silent'],
  [
    '合成家的网关在线，其后 3 台设备失联',
    'Gateway there, 3 devices behind it silent: 合成家',
    '网关在线，其后 3 台设备失联',
    'Gateway there, 3 devices behind it silent',
  ],
  ['合成家整户失联', 'Whole home silent: 合成家', '整户失联', 'Whole home silent'],
  ['合成家有 2 台设备失联', '2 devices silent: 合成家', '2 台设备失联', '2 devices silent'],
  ['多户断电', 'Power lost in many homes', '多户断电', 'Power lost in many homes'],
  [
    '规则“夜间心率快”触发过多，已自动停用',
    'Rule fired too often and was stopped: 夜间心率快',
    '规则触发过多，已自动停用',
    'Rule fired too often and was stopped',
  ],
  ['夜间心率快', '夜间心率快', '夜间心率快', '夜间心率快'],
])('%s', (title, en, plain, plainEn) => {
  expect(titleIn('zh', title)).toBe(title)
  expect(titleIn('en', title)).toBe(en)
  expect([plainTitleIn('zh', title), plainTitleIn('en', title)]).toEqual([plain, plainEn])
})

test('vital signs and medicine are health; a fall and a press are what happened', () => {
  const health = shipped.rules.filter(({ title }) => readTitle(`${title.zh}（卧室）`).health).map(({ code }) => code)
  expect(health.toSorted()).toEqual(['medicine-missed', 'vital-attention', 'vital-critical', 'vital-device'])
})

import type { Cause } from '../contract/alarm.ts'

interface Line {
  readonly code: string
  readonly zh: string
  readonly en: string
}

const line = (code: string, zh: string, en: string): Line => ({ code, zh, en })
const speak = line('speak', '能听见吗？请说话或敲一下。', 'Can you hear me? Speak or knock.')
const hurt = line('hurt', '哪里不舒服？有没有跌倒、流血、胸痛、气短？', 'What is wrong? A fall, blood, chest pain, short breath?')
const alone = line('alone', '身边有人吗？', 'Is anybody with you?')
const door = line('door', '门能从里面打开吗？', 'Can the door be opened from inside?')
const noAnswer = line(
  'no-answer',
  '无应答：按钥匙保管人次序呼叫，同时准备 120。',
  'No answer: call the keyholders in order and make ready for 120.',
)
const stay = line('stay', '有人到达前保持通话。', 'Stay on the line until somebody is there.')

const scripts: Readonly<Record<Cause, readonly Line[]>> = {
  person: [speak, hurt, alone, door, noAnswer, stay],
  hazard: [
    line('out', '请离开房间，不要开关电器；燃气：关总阀、开窗。', 'Leave the room, touch no switch; gas: shut the valve, open windows.'),
    line('people-inside', '屋里还有谁？能自己走吗？', 'Who else is inside? Can they walk?'),
    line('fire-brigade', '有火有烟：拨打 119。', 'Fire or smoke: call 119.'),
    door,
    noAnswer,
  ],
  wander: [
    line('call-elder', '打老人自己的电话。', 'Call the person.'),
    line('last-place', '最后一次在哪里、穿什么、几点？', 'Last seen where, wearing what, when?'),
    line('family-know', '问家属：是否知道去处？', 'Ask the family whether they know.'),
    line('police', '两小时内找不到：拨打 110。', 'Not found within two hours: call 110.'),
  ],
  medicine: [
    line('taken', '药吃了没有？哪一次的？', 'Was the medicine taken? Which dose?'),
    line('no-double', '漏服不要补双倍，问医生。', 'Do not double a missed dose; ask the doctor.'),
  ],
  vital: [
    line('feel', '现在感觉怎样？', 'How do you feel?'),
    line('again', '坐下休息五分钟再量一次。', 'Sit five minutes and measure again.'),
    line('not-medical', '本平台不作诊断；不舒服就联系医生或 120。', 'This is no diagnosis; when unwell call the doctor or 120.'),
  ],
  'late-call': [
    line('late', '这次呼叫迟到了，先打电话确认现在是否平安。', 'This call reached us late: telephone first whether all is well now.'),
    speak,
  ],
  equipment: [
    line('power', '停电还是设备？问邻居或物业。', 'Power or equipment? Ask neighbours or the estate.'),
    line('visit', '联系不上就派人上门。', 'No contact: send somebody.'),
  ],
  silence: [
    line('call-home', '打电话到家里。', 'Telephone the home.'),
    line('plug', '网关插着电吗？灯亮吗？', 'Is the gateway plugged in and lit?'),
    line('visit', '联系不上就派人上门。', 'No contact: send somebody.'),
  ],
  'rule-load': [line('look-rule', '规则触发过多已停用，请核对规则。', 'A rule fired too often and was switched off: check it.')],
}

/** What an operator asks and does, in order; product wording, not a medical protocol. */
export function scriptFor(cause: Cause): readonly Line[] {
  return scripts[cause]
}

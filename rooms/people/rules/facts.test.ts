import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ElderInput } from '../contract/elder.ts'
import { ageOn, yearsBefore } from './age-on.ts'
import { checkElderFacts } from './check-elder-facts.ts'
import { readPhone } from './check-phone.ts'
import { maskIdNumber, maskPhone } from './mask-value.ts'
import { readSearch } from './read-search.ts'
import { spellName } from './spell-name.ts'

const today = '2026-11-22'
const typed: ElderInput = {
  name: '张三',
  sex: 'unknown',
  birthDay: null,
  idKind: 'unknown',
  idNumber: null,
  phone: null,
  address: null,
  divisionCode: '990101001001',
  siteId: null,
  householdId: null,
  livesAlone: 'unknown',
  healthNotes: null,
  contacts: [],
}
const check = (change: Partial<ElderInput>) => checkElderFacts({ ...typed, ...change }, today)

describe('facts of an elder', () => {
  test('birth day and sex are read from the number, phones brought to digits, spaces dropped from a Chinese name', () => {
    const contact = { name: '李四', relation: '女儿', phone: '0512-6581 2345' }
    expect(
      check({ name: '张　三', idKind: 'citizen-id', idNumber: '11010519491231002x', phone: '+86 138-0000-1234', contacts: [contact] }),
    ).toMatchObject({
      name: '张三',
      idNumber: '11010519491231002X',
      birthDay: '1949-12-31',
      sex: 'female',
      phone: '13800001234',
      contacts: [{ phone: '051265812345' }],
    })
  })
  test('what is not recorded stays so', () => {
    expect(check({})).toEqual(typed)
  })
  test.each<[string, Partial<ElderInput>, string, string]>([
    ['a wrong check digit', { idKind: 'citizen-id', idNumber: '110105194912310021' }, 'people.id-invalid', 'idNumber'],
    ['an old number', { idKind: 'citizen-id', idNumber: '110105491231002' }, 'people.id-old', 'idNumber'],
    ['a kind without number', { idKind: 'passport' }, 'people.id-needs-number', 'idNumber'],
    ['a number without kind', { idNumber: 'E12345678' }, 'people.id-needs-kind', 'idKind'],
    [
      'another birth day',
      { idKind: 'citizen-id', idNumber: '11010519491231002X', birthDay: '1949-12-30' },
      'people.birth-day-differs',
      'birthDay',
    ],
    ['another sex', { idKind: 'citizen-id', idNumber: '11010519491231002X', sex: 'male' }, 'people.sex-differs', 'sex'],
    ['a future birth day', { birthDay: '2026-11-23' }, 'people.birth-day-impossible', 'birthDay'],
    ['a birth day 131 years ago', { birthDay: '1895-11-22' }, 'people.birth-day-impossible', 'birthDay'],
    ['a phone of ten digits', { phone: '1380000123' }, 'people.phone-invalid', 'phone'],
    [
      'a wrong phone of the second contact',
      {
        contacts: [
          { name: '甲', relation: '子', phone: '13800001234' },
          { name: '乙', relation: '女', phone: '12' },
        ],
      },
      'people.phone-invalid',
      'contacts.1.phone',
    ],
  ])('%s is refused at its field', (_, change, code, field) => {
    const answer = check(change)
    expect(answer).toMatchObject({ refused: { code }, field })
    if ('facts' in answer) expect(JSON.stringify(answer.facts)).not.toMatch(/\d{4}/)
  })
})

test.each([
  ['13800001234', '13800001234'],
  ['+8613800001234', '13800001234'],
  ['８６13800001234', '13800001234'],
  ['0512 6581 2345', '051265812345'],
  ['12345', '12345'],
  ['23800001234', undefined],
  ['', undefined],
  ['abc', undefined],
  ['138000012345', undefined],
])('phone %s', (text, phone) => {
  expect(readPhone(text)).toBe(phone)
})

describe('masks', () => {
  test('keep what the rules keep', () => {
    expect([
      maskIdNumber('11010519491231002X'),
      maskIdNumber('E12345678'),
      maskIdNumber('AB'),
      maskPhone('13800001234'),
      maskPhone('12345'),
    ]).toEqual(['110105********002X', '*****5678', '**', '138****1234', '***45'])
  })
  test('never show a whole value', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 5, maxLength: 20, unit: fc.constantFrom(...'0123456789') }),
        (text) => !maskPhone(text).includes(text) && !maskIdNumber(text).includes(text),
      ),
    )
  })
})

test.each([
  ['1940-05-05', '2026-05-04', 85],
  ['1940-05-05', '2026-05-05', 86],
  ['1940-02-29', '2025-02-28', 84],
  ['1940-02-29', '2025-03-01', 85],
  ['1940-02-29', '2024-02-29', 84],
])('born %s is on %s %i years old', (birthDay, day, age) => {
  expect(ageOn(birthDay, day)).toBe(age)
})
test('the day an age limit means agrees with the age', () => {
  const day = fc.integer({ min: 0, max: 47_000 }).map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }).toString())
  fc.assert(
    fc.property(day, day, fc.integer({ min: 0, max: 60 }), (birthDay, on, years) => {
      fc.pre(birthDay <= on && on.slice(5) !== '02-29' && birthDay.slice(5) !== '02-29')
      expect(birthDay <= yearsBefore(on, years)).toBe(ageOn(birthDay, on) >= years)
    }),
  )
})

test.each([
  ['张三丰', 'zhangsanfeng', 'zsf'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['曾国', 'zengguo', 'zg'],
  ['欧阳娜', 'ouyangna', 'oyn'],
  ['吕布', 'lvbu', 'lb'],
  ['阿里·木', 'alimu', 'alm'],
])('%s is spelled %s', (name, full, initials) => {
  expect(spellName(name)).toEqual({ full, initials })
})

test.each([
  ['', { by: 'all' }],
  [null, { by: 'all' }],
  ['张三', { by: 'name', text: '张三' }],
  ['张 三', { by: 'name', text: '张三' }],
  ['zhāng sān', { by: 'sound', text: 'zhangsan' }],
  ['lü', { by: 'sound', text: 'lv' }],
  ['ZS', { by: 'sound', text: 'zs' }],
  ['1234', { by: 'phone-tail', tail: '1234' }],
  ['138 0000 1234', { by: 'phone', phone: '13800001234' }],
  ['11010519491231002x', { by: 'id-number', number: '11010519491231002X' }],
  ['110105491231002', { by: 'id-number', number: '11010519491231002X' }],
  ['110105194912310021', { by: 'unclear' }],
  ['123', { by: 'unclear' }],
  ['张3', { by: 'unclear' }],
  ['%', { by: 'unclear' }],
])('search %j', (text, search) => {
  expect(readSearch(text, today)).toEqual(search)
})

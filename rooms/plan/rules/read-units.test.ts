import { expect, test } from 'vitest'
import { findUnitGroups } from './find-unit-groups.ts'
import { foldMarks } from './fold-mark.ts'
import { membersOf } from './read-units.ts'

const read = (text: string) => {
  const norm = foldMarks(text)
  return findUnitGroups(norm, 0, norm.length).map((group) => ({
    units: group.units.map((unit) => `${unit.role}:${norm.slice(group.inner + unit.from, group.inner + unit.to)}`),
    open: group.open,
    rules: group.rules.map((rule) => rule.kind),
  }))
}
const units = (text: string) => read(text).map((group) => group.units.join(' '))

test('labels give the roles', () => {
  expect(units('做事。（牵头单位：市数据局，责任单位：市委宣传部（网信办）、市科技局；配合单位：各区镇）')).toEqual([
    'lead:市数据局 responsible:市委宣传部(网信办) responsible:市科技局 support:各区镇',
  ])
  expect(units('做事。【牵头部门：县商务局；协办单位：县财政局】')).toEqual(['lead:县商务局 support:县财政局'])
})

test('a sentence in a bracket gives the roles', () => {
  expect(units('做事。（省发展改革委牵头负责，省工业和信息化厅、财政厅，各地级以上市人民政府配合）')).toEqual([
    'lead:省发展改革委 support:省工业和信息化厅 support:财政厅 support:各地级以上市人民政府',
  ])
  expect(units('做事。（省发展改革委，各市人民政府按职责分工负责）')).toEqual(['responsible:省发展改革委 responsible:各市人民政府'])
})

test('a sentence without bracket and a bracket without roles', () => {
  expect(units('做事。由区商务局牵头，区发改委、区民政局配合。')).toEqual(['lead:区商务局 support:区发改委 support:区民政局'])
  expect(units('做事。（县交通运输局、县公安局）')).toEqual(['unspecified:县交通运输局 unspecified:县公安局'])
})

test('等 opens the list and is no part of a name', () => {
  expect(read('做事。（责任单位：区发改委、民政局等按职责分工负责）')).toEqual([
    { units: ['responsible:区发改委', 'responsible:民政局'], open: true, rules: [] },
  ])
  expect(read('做事。（海关总署、商务部等有关部门负责）')[0]).toMatchObject({
    open: true,
    units: ['responsible:海关总署', 'responsible:商务部'],
  })
  expect(read('做事。（责任单位：区民政局）')[0]?.open).toBe(false)
})

test('rules stated once', () => {
  expect(read('做事。（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）')).toEqual([
    { units: ['responsible:税务总局', 'responsible:财政部'], open: false, rules: ['first-listed-leads'] },
  ])
  expect(read('做事。（责任单位：区民政局等按职责分工负责，各镇（街道、区）具体落实，下同，不再单独列出)')[0]).toMatchObject({
    units: ['responsible:区民政局', 'responsible:各镇(街道、区)'],
    rules: ['executor'],
  })
  expect(read('做事。（责任单位：市数据局，以下均涉及各县区、功能区，不再重复列出）')[0]).toMatchObject({
    units: ['responsible:市数据局'],
    rules: ['executor'],
  })
  expect(read('做事。（责任单位：各区人民政府〈含开发区、新区,下同〉）')[0]).toMatchObject({
    units: ['responsible:各区人民政府〈含开发区、新区,下同〉'],
    rules: ['name-includes'],
  })
})

test('names that share one ending are one name, written out as members', () => {
  expect(units('做事。（广州、深圳市政府，横琴执委会按职责分工负责）')).toEqual(['responsible:广州、深圳市政府 responsible:横琴执委会'])
  expect(membersOf(['广州', '深圳', '东莞市政府'])).toEqual(['广州市政府', '深圳市政府', '东莞市政府'])
  expect(membersOf(['市公安', '民政', '财政局'])).toEqual(['市公安局', '市民政局', '市财政局'])
})

test('和 parts two units but not one name', () => {
  expect(units('做事。（责任单位：市文化和旅游局、市民政局和市财政局）')).toEqual([
    'responsible:市文化和旅游局 responsible:市民政局 responsible:市财政局',
  ])
})

test('a role in a bracket behind the name', () => {
  expect(units('做事。（责任单位：市民政局（牵头）、市财政局）')).toEqual(['lead:市民政局 responsible:市财政局'])
})

test('a time limit and a person are no units', () => {
  expect(units('做事。\n责任单位：省民政厅\n完成时限：2026年12月底前')).toEqual(['responsible:省民政厅'])
  expect(units('做事。（责任领导：某某；责任单位：县民政局）').join()).not.toContain('某某')
})

test.each([
  '做事（以下简称甲公司）。',
  '用好政策（国办发〔2024〕1号）。',
  '甲（乙局、丙局）方案。',
  '（含开发区、新区管委会）',
  '本方案由市民政局负责解释。',
])('%s lists no units', (text) => {
  expect(units(text)).toEqual([])
})

test('a bracket never closed ends with its paragraph', () => {
  expect(units('做事。（责任单位：区民政局、区财政局\n下一段。')).toEqual(['responsible:区民政局 responsible:区财政局'])
})

test.each([
  ['（牵头单位：市民政局，市财政局、市人社局按职责分工负责）', 'lead:市民政局 responsible:市财政局 responsible:市人社局'],
  ['（市教育局、市民政局等部门和各区人民政府按职责分工负责）', 'responsible:市教育局 responsible:市民政局 responsible:各区人民政府'],
  ['（省医保局，各市、县〔市、区〕人民政府）', 'unspecified:省医保局 unspecified:各市、县[市、区]人民政府'],
  ['（责任单位：县委办，各乡镇党委、政府）', 'responsible:县委办 responsible:各乡镇党委、政府'],
  ['（市民政局、各区人民政府，长期坚持）', 'unspecified:市民政局 unspecified:各区人民政府'],
  ['（责任人：某某；责任单位：区民政局）', 'responsible:区民政局'],
  ['（责任单位：区民政局牵头，区财政局、各镇街配合）', 'lead:区民政局 support:区财政局 support:各镇街'],
  ['【市民政局牵头，市财政局配合；2026年12月底前完成】', 'lead:市民政局 support:市财政局'],
  ['（省级责任单位：省民政厅；市级责任单位：市民政局）', 'responsible:省民政厅 responsible:市民政局'],
  ['（市委组织部按职责分工负责；各县（市、区）配合）', 'responsible:市委组织部 support:各县(市、区)'],
  [
    '〔责任单位：市财政局，各区、县（市）政府、功能区管委会。以下均需各区、县（市）政府落实，不再列出〕',
    'responsible:市财政局 responsible:各区、县(市)政府 responsible:功能区管委会',
  ],
])('做事。%s', (bracket, expected) => {
  expect(units(`做事。${bracket}`)).toEqual([expected])
})

test('two brackets are two lists', () => {
  expect(units('做事。（牵头单位：市民政局）（责任单位：市财政局、各区政府）')).toEqual([
    'lead:市民政局',
    'responsible:市财政局 responsible:各区政府',
  ])
})

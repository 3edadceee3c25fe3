import type { WordsLike } from '@yinqiao/kernel/web'
import type { zh } from './zh.ts'

export const en: WordsLike<typeof zh> = {
  product: 'Yinqiao',
  desk: 'Desk',
  home: 'Home',
  navigation: 'Main navigation',
  account: 'Account and posts',
  post: 'Current post',
  posts: 'Switch post',
  myAccount: 'My account',
  signOut: 'Sign out',
  language: '中文',
  keys: 'Keyboard shortcuts (?)',
  notFound: 'No such page',
  notFoundHint: 'The address may have changed; use the navigation.',
  greeting: 'Hello, {name}',
  greetingLead: '{role} · {place}',
  doors: 'Where to go',
  group_mine: 'My work',
  group_plan: 'The plan',
  group_people: 'People',
  group_orgs: 'Units and institutions',
  group_system: 'System',
  menu: 'Menu',
  firstPassword: 'Set a password of your own',
  firstPasswordLead: 'You are using a one-time password. Everything opens once you have set your own.',
}

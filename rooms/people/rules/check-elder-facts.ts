import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { ElderInput } from '../contract/elder.ts'
import {
  BirthDayDiffers,
  BirthDayImpossible,
  IdInvalid,
  IdNeedsKind,
  IdNeedsNumber,
  IdOld,
  PhoneInvalid,
  SexDiffers,
} from '../contract/refusals.ts'
import { ageOn } from './age-on.ts'
import { checkCitizenId } from './check-citizen-id.ts'
import { readPhone } from './check-phone.ts'
import { idProblemWords } from './id-problem-words.ts'

const oldest = 130

/**
 * Puts what was typed into the form that is kept, or refuses it at its field: the id number is checked, birth day and
 * sex are read from a citizen id and must not contradict those typed, phones are brought to digits.
 */
export function checkElderFacts(typed: ElderInput, today: string): ElderInput | Refusal {
  const named = { ...typed, name: typed.name.normalize('NFKC').replace(/\s+/gu, /[a-z]/iu.test(typed.name) ? ' ' : '') }
  const identified = checkIdentity(named, today)
  if ('refused' in identified) return identified
  const { birthDay } = identified
  if (birthDay !== null && birthDay > today)
    return refuse(BirthDayImpossible, { problem: '晚于今天', problemEn: 'is after today' }, 'birthDay')
  if (birthDay !== null && ageOn(birthDay, today) > oldest) {
    return refuse(BirthDayImpossible, { problem: `早于${oldest}年前`, problemEn: `is more than ${oldest} years ago` }, 'birthDay')
  }
  return checkPhones(identified)
}

function checkIdentity(typed: ElderInput, today: string): ElderInput | Refusal {
  const withoutNumber = typed.idKind === 'none' || typed.idKind === 'unknown'
  if (typed.idNumber === null) return withoutNumber ? typed : refuse(IdNeedsNumber, {}, 'idNumber')
  if (withoutNumber) return refuse(IdNeedsKind, {}, 'idKind')
  if (typed.idKind !== 'citizen-id') return { ...typed, idNumber: typed.idNumber.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase() }
  const checked = checkCitizenId(typed.idNumber, today)
  if (!checked.ok) {
    const words = idProblemWords[checked.problem]
    return refuse(IdInvalid, { problem: words.zh, problemEn: words.en }, 'idNumber')
  }
  if (checked.converted) return refuse(IdOld, {}, 'idNumber')
  if (typed.birthDay !== null && typed.birthDay !== checked.birthDay) return refuse(BirthDayDiffers, {}, 'birthDay')
  if (typed.sex !== 'unknown' && typed.sex !== checked.sex) return refuse(SexDiffers, {}, 'sex')
  return { ...typed, idNumber: checked.number, birthDay: checked.birthDay, sex: checked.sex }
}

function checkPhones(typed: ElderInput): ElderInput | Refusal {
  const phone = typed.phone === null ? null : readPhone(typed.phone)
  if (phone === undefined) return refuse(PhoneInvalid, {}, 'phone')
  const contacts: ElderInput['contacts'] = []
  for (const [index, contact] of typed.contacts.entries()) {
    const read = readPhone(contact.phone)
    if (read === undefined) return refuse(PhoneInvalid, {}, `contacts.${index}.phone`)
    contacts.push({ ...contact, phone: read })
  }
  return { ...typed, phone, contacts }
}

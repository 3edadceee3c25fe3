import type { RecordKind } from '../contract/record-kind.ts'

/** What is wrong with the declarations of kinds: found when the program starts, not when a person meets it. */
export function checkKinds(kinds: readonly RecordKind[], references: readonly string[]): readonly string[] {
  const codes = kinds.map(({ code }) => code)
  return [
    ...codes.filter((code, at) => codes.indexOf(code) !== at).map((code) => `${code} is declared twice`),
    ...kinds.flatMap((kind) => checkKind(kind, codes, references).map((fault) => `${kind.code}: ${fault}`)),
  ]
}

function checkKind(kind: RecordKind, codes: readonly string[], references: readonly string[]): string[] {
  const keys = kind.fields.map(({ key }) => key)
  const typeOf = (key: string) => kind.fields.find((field) => field.key === key)?.type
  const named = [kind.name, ...kind.identity]
  return [
    ...(/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(kind.code) ? [] : ['code is not room.thing']),
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `field ${key} twice`),
    ...keys.filter((key) => !/^[a-z][A-Za-z0-9]*$/.test(key)).map((key) => `field ${key} is not named in lower camel case`),
    ...named.filter((key) => !keys.includes(key)).map((key) => `no field ${key}`),
    ...(typeOf(kind.name) === 'text' ? [] : ['its name is not a text']),
    ...[kind.day, kind.until].flatMap((key) => (key === undefined || typeOf(key) === 'day' ? [] : [`${key} is not a day`])),
    ...kind.fields.flatMap((field) => [
      ...((field.type === 'code' || field.type === 'codes') && (field.codes ?? []).length === 0 ? [`${field.key} has no codes`] : []),
      ...(field.type === 'ref' && !references.includes(field.to ?? '') ? [`${field.key} points to nothing the roof knows`] : []),
      ...(field.type === 'record' && !codes.includes(field.to ?? '') ? [`${field.key} points to no kind`] : []),
    ]),
    ...(kind.rights.read.length === 0 ? ['nobody may read it'] : []),
  ]
}

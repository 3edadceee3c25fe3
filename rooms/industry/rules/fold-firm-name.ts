/** Forms of business at the end of a name, longest first: two reports may write them differently or leave them out. */
const forms = /(?:集团股份有限公司|股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|集团|公司)$/u

/** What a firm's name is compared by: one width, no blanks and marks, without the form of business at its end. */
export function foldFirmName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[\s()【】[\]·.,，。、\-—_]/gu, '')
    .toUpperCase()
  const core = plain.replace(forms, '')
  return core.length >= 2 ? core : plain
}

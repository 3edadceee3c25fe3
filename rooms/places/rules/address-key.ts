/**
 * The key under which two spellings of one address meet, for proposing duplicates (never for deciding them).
 * Half- and full-width marks, spaces and the names of province, city, district, town, zone or village before the
 * road are ignored, because lists leave them out at will: 苏州市相城区甲路１２号 and 相城经开区甲路12号 meet at 甲路12.
 * `null` where the text names neither a road with a number nor anything else to hold on to.
 */
export function addressKey(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，。.、;；:：()（）【】[\]]/gu, '')
    .toUpperCase()
  if (plain === '') return null
  const road = /^(.*?)([\p{Script=Han}A-Z0-9]{1,20}?(?:大道|公路|路|街|巷|弄|里|道))(\d+(?:[-－—~至]\d+)?)号?/u.exec(plain)
  if (road !== null) return withoutAdministrative(`${road[1] ?? ''}${road[2] ?? ''}`) + (road[3] ?? '').replace(/[－—~至]/u, '-')
  const rest = withoutAdministrative(plain)
  return rest.length >= 3 ? rest : null
}

/** One leading administrative name; a name that is itself part of a road name (新城路, 市民街) is left alone. */
const level =
  /^.{1,10}?(?:特别行政区|自治区|省|市|开发区|园区|新区|新城|度假区|街道|社区|居委会|村委会|区|县|镇|乡|(?<!新)村)(?!大道|公路|路|街|巷|弄|里|道)/u

/** Drops leading names of administrative levels, never the whole text. */
function withoutAdministrative(text: string): string {
  let rest = text
  for (;;) {
    const shorter = rest.replace(level, '')
    if (shorter === rest || shorter.length < 2) return rest
    rest = shorter
  }
}

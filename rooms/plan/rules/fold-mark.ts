/** Marks with several shapes, each folded to one; quotes lose their direction. */
const shapes: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '–': '-',
  '―': '-',
  '─': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '﹣': '-',
  '〜': '~',
  '∼': '~',
  '〔': '[',
  '〕': ']',
  '【': '[',
  '】': ']',
  '﹝': '[',
  '﹞': ']',
  '〖': '[',
  '〗': ']',
  '︵': '(',
  '︶': ')',
  '﹙': '(',
  '﹚': ')',
  '､': '、',
  '｡': '。',
  '﹐': ',',
  '﹑': '、',
  '﹒': '.',
  '﹕': ':',
  '﹔': ';',
  '○': '〇',
  '◯': '〇',
  '㎡': '㎡',
}

/** One UTF-16 code unit to its half-width shape; always one unit for one, so that positions stay. */
export function foldMark(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code < 0x80 || (code >= 0x4e00 && code <= 0x9fff)) return unit
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return shapes[unit] ?? unit
}

/** Folds a whole text, length unchanged. */
export function foldMarks(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) out += foldMark(text.charAt(i))
  return out
}

/** White space of any sort, and signs without width. */
export function isBlank(unit: string): boolean {
  const code = unit.charCodeAt(0)
  if ((code > 0x20 && code < 0x80) || (code >= 0x4e00 && code <= 0x9fff)) return false
  return /[\s\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\u3000\ufeff]/.test(unit)
}

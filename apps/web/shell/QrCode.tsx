import qrcode from 'qrcode-generator'

/** A QR code (ISO/IEC 18004, error level M) drawn as one path; made in the page, so that the secret goes nowhere. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`
  }
  return (
    <svg className="yq-qr" viewBox={`-2 -2 ${count + 4} ${count + 4}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  )
}

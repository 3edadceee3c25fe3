/** One house: white wall with a stepped gable (马头墙) under a slate roof. */
function House({
  x,
  base,
  width,
  height,
  steps,
}: {
  readonly x: number
  readonly base: number
  readonly width: number
  readonly height: number
  readonly steps: number
}) {
  const step = width / (2 * steps + 1)
  const drop = 15
  const tops = Array.from({ length: 2 * steps + 1 }, (_, at) => base - height + Math.abs(at - steps) * drop)
  const outline = tops.map((top, at) => `L${x + at * step} ${top}L${x + (at + 1) * step} ${top}`).join('')
  return (
    <g>
      <path d={`M${x} ${base}${outline}L${x + width} ${base}Z`} fill="var(--yq-wall)" stroke="var(--yq-line)" />
      {tops.map((top, at) => (
        <path
          key={`${x}-${top}-${at < steps ? 'l' : 'r'}-${at}`}
          d={`M${x + at * step - 7} ${top + 1}q4 -1 6 -6h${step + 2}q2 5 6 6v4h-${step + 14}Z`}
          fill="var(--yq-roof)"
        />
      ))}
    </g>
  )
}

/** White walls, slate roofs, a bridge and its reflection: the picture beside the sign-in. */
export function GateArt() {
  return (
    <svg className="yq-gate-art" viewBox="0 0 800 430" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle cx="612" cy="88" r="44" fill="var(--yq-ginkgo)" opacity=".92" />
      <g opacity=".5">
        <House x={14} base={300} width={150} height={120} steps={1} />
        <House x={640} base={300} width={176} height={132} steps={1} />
      </g>
      <House x={96} base={318} width={196} height={168} steps={2} />
      <House x={-60} base={318} width={170} height={112} steps={1} />
      <House x={590} base={318} width={230} height={150} steps={2} />
      <g fill="var(--yq-roof)">
        <path
          d="M158 318v-58h34v58ZM232 228h22v30h-22ZM132 222h22v30h-22ZM672 318v-54h30v54ZM738 240h22v28h-22ZM636 244h20v28h-20Z"
          opacity=".86"
        />
      </g>
      <path
        d="M250 326C330 326 352 234 436 234s106 92 190 92v12H532a96 82 0 0 0 -192 0H250Z"
        fill="var(--yq-wall)"
        stroke="var(--yq-roof)"
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <path d="M262 312c74 -6 96 -92 174 -92s100 86 178 92" fill="none" stroke="var(--yq-roof)" strokeWidth="3" />
      <g stroke="var(--yq-roof)" strokeWidth="3">
        <path d="M318 282v-16M352 252v-16M392 232v-15M436 226v-14M480 232v-15M520 252v-16M554 282v-16" />
      </g>
      <path d="M0 330H800V430H0Z" fill="var(--yq-slate-wash)" />
      <path d="M340 338a96 82 0 0 0 192 0" fill="none" stroke="var(--yq-roof)" strokeWidth="1.5" opacity=".35" strokeDasharray="16 7" />
      <g stroke="var(--yq-roof)" strokeWidth="1.500" strokeLinecap="round" opacity=".4">
        <path d="M24 350h120M182 350h46M560 352h96M690 352h80M80 374h70M220 372h92M566 376h140M30 398h180M300 402h220M600 400h150" />
      </g>
    </svg>
  )
}

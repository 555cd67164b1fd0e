/** A picture to put on a page of its own. */
export interface ScannedPicture {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
  /** The PDF filter name of the bytes. */
  readonly filter: 'DCTDecode' | 'FlateDecode'
  readonly colours: 'DeviceRGB' | 'DeviceGray'
}

/** Writes a PDF like a scanner: a picture fills each A4 page, and there is no text. */
export function makeScan(pictures: readonly ScannedPicture[]): Uint8Array {
  const parts: Buffer[] = []
  const places: number[] = []
  let length = 0
  const push = (part: string | Uint8Array): void => {
    const bytes = Buffer.from(part as string, 'latin1')
    parts.push(bytes)
    length += bytes.length
  }
  const object = (head: string, stream?: Uint8Array): number => {
    places.push(length)
    push(`${places.length} 0 obj${head}`)
    if (stream) {
      push('stream\n')
      push(stream)
      push('\nendstream')
    }
    push('endobj\n')
    return places.length
  }
  push('%PDF-1.7\n')
  const pages = pictures.length * 3 + 1
  const kids = pictures.map(({ width, height, bytes, filter, colours }) => {
    const picture = object(
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/${colours}/BitsPerComponent 8/Filter/${filter}/Length ${bytes.length}>>`,
      bytes,
    )
    const drawing = Buffer.from('q 595 0 0 842 0 0 cm /I Do Q')
    const contents = object(`<</Length ${drawing.length}>>`, drawing)
    return object(
      `<</Type/Page/Parent ${pages} 0 R/MediaBox[0 0 595 842]/Contents ${contents} 0 R/Resources<</XObject<</I ${picture} 0 R>>>>>>`,
    )
  })
  object(`<</Type/Pages/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]/Count ${kids.length}>>`)
  const catalog = object(`<</Type/Catalog/Pages ${pages} 0 R>>`)
  const table = length
  push(
    `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`,
  )
  push(`trailer<</Size ${places.length + 1}/Root ${catalog} 0 R>>\nstartxref\n${table}\n%%EOF`)
  return new Uint8Array(Buffer.concat(parts))
}

import { decode } from 'fast-png'
import { strToU8 } from 'fflate'
import { joinBytes } from '../../language/join-bytes.ts'
import { foreignKind } from '../file-kinds.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

/** A photographed or scanned sheet is laid on A4, the long side along the long side (points). */
const SHORT_SIDE = 595
const LONG_SIDE = 842

interface Picture {
  readonly width: number
  readonly height: number
  /** 1 grey, 3 colours, 4 inks. */
  readonly channels: number
  /** Filter of the PDF's stream; none for plain samples. */
  readonly filter: string | null
  readonly data: Uint8Array
}

const isPng = (bytes: Uint8Array): boolean => foreignKind(bytes)?.kind === 'PNG'

/**
 * Puts a picture on the page of a PDF, so that one road leads from pictures to text.
 * @throws Unreadable too-large past the limit on pixels, before anything is decoded; damaged
 */
export function pictureToPdf(bytes: Uint8Array, limits: Limits): Uint8Array {
  const { width, height } = isPng(bytes) ? sizeOfPng(bytes) : frameOfJpeg(bytes)
  if (!(width > 0 && height > 0)) throw new Unreadable('damaged', 'picture')
  if (width * height > limits.recognisePixels) throw new Unreadable('too-large', 'picture')
  return writePdf(isPng(bytes) ? readPng(bytes) : { ...frameOfJpeg(bytes), filter: 'DCTDecode', data: bytes })
}

function sizeOfPng(bytes: Uint8Array): { width: number; height: number } {
  if (bytes.length < 33) throw new Unreadable('damaged', 'picture')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Grey samples, laid on white where the picture is transparent. */
function readPng(bytes: Uint8Array): Picture {
  const png = decodePng(bytes)
  const { width, height, channels, palette } = png
  const sampleAt = samplesOf(png)
  const data = new Uint8Array(width * height)
  for (let pixel = 0; pixel < data.length; pixel++) {
    const sample = (channel: number): number => sampleAt(pixel, channel)
    const entry = palette?.[sample(0)]
    const [red, green, blue] = entry ?? (channels < 3 ? [sample(0), sample(0), sample(0)] : [sample(0), sample(1), sample(2)])
    const alpha = entry ? (entry[3] ?? 255) : channels % 2 === 0 ? sample(channels - 1) : 255
    const grey = 0.299 * red! + 0.587 * green! + 0.114 * blue!
    data[pixel] = 255 - Math.round(((255 - grey) * alpha) / 255)
  }
  return { width, height, channels: 1, filter: null, data }
}

/** Samples of 8 bits; those of fewer bits are packed in rows of whole bytes, and stay as they are where they name a colour. */
function samplesOf({ width, channels, depth, data, palette }: DecodedPng): (pixel: number, channel: number) => number {
  if (depth === 16) return (pixel, channel) => data[pixel * channels + channel]! >> 8
  if (depth === 8) return (pixel, channel) => data[pixel * channels + channel]!
  const rowBytes = Math.ceil((width * depth) / 8)
  const most = 2 ** depth - 1
  return (pixel) => {
    const bit = (pixel % width) * depth
    const value = (data[Math.floor(pixel / width) * rowBytes + (bit >> 3)]! >> (8 - depth - (bit & 7))) & most
    return palette ? value : Math.round((value * 255) / most)
  }
}

type DecodedPng = ReturnType<typeof decode>

function decodePng(bytes: Uint8Array): DecodedPng {
  try {
    return decode(bytes)
  } catch {
    throw new Unreadable('damaged', 'picture')
  }
}

/** Size and channels from the frame header (ITU T.81, B.2.2). */
function frameOfJpeg(bytes: Uint8Array): Pick<Picture, 'width' | 'height' | 'channels'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 10 <= bytes.length;) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (view.getUint8(at) !== 0xff) break
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), channels: view.getUint8(at + 9) }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  throw new Unreadable('damaged', 'picture')
}

const SPACES: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }

function writePdf({ width, height, channels, filter, data }: Picture): Uint8Array {
  const upright = height >= width
  const scale = Math.min((upright ? SHORT_SIDE : LONG_SIDE) / width, (upright ? LONG_SIDE : SHORT_SIDE) / height)
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)]
  const drawing = `q ${across} 0 0 ${down} 0 0 cm /P Do Q`
  const about = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /${SPACES[channels] ?? 'DeviceRGB'}`
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>`],
    [`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
    [`<< ${about} ${filter ? `/Filter /${filter} ` : ''}/Length ${data.length} >>\nstream\n`, data, '\nendstream'],
  ]
  const parts: Uint8Array[] = [strToU8('%PDF-1.4\n')]
  const offsets: number[] = []
  let length = parts[0]!.length
  const add = (piece: string | Uint8Array): void => {
    const part = typeof piece === 'string' ? strToU8(piece) : piece
    parts.push(part)
    length += part.length
  }
  for (const [index, pieces] of objects.entries()) {
    offsets.push(length)
    for (const piece of [`${index + 1} 0 obj\n`, ...pieces, '\nendobj\n']) add(piece)
  }
  const start = length
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`)
  for (const offset of offsets) add(`${String(offset).padStart(10, '0')} 00000 n \n`)
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return joinBytes(parts)
}

const PNG = [0x89, 0x50, 0x4e, 0x47]
const JPEG = [0xff, 0xd8, 0xff]

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte)

export const isPng = (bytes: Uint8Array): boolean => begins(bytes, PNG)

/** Whether a file is a picture that can be recognised: PNG or JPEG. */
export const isPicture = (bytes: Uint8Array): boolean => isPng(bytes) || begins(bytes, JPEG)

/** A zip or a message by its first bytes; Word files and texts may begin so too, and `unpack` tells them apart. */
export const looksPacked = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) ||
  (bytes[0] === 0xd0 && bytes[1] === 0xcf) ||
  /^[\w-]{1,60}:[ \t]/.test(String.fromCharCode(...bytes.subarray(0, 70)))

/** `NIANBAO_ENDURANCE=long` runs the long versions; without it they are short enough for every test run. */
export const LONG = process.env['NIANBAO_ENDURANCE'] === 'long'

/** Where random choices begin: printed by each test, and set by NIANBAO_SEED to see the same choices again. */
export const SEED = Number(process.env['NIANBAO_SEED'] ?? Math.floor(Math.random() * 1_000_000))

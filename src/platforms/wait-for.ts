/** Resolves after a time, or when what `onReady` was given is called. */
export const waitFor = (milliseconds: number, onReady: (wake: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    onReady(() => {
      clearTimeout(timer)
      resolve()
    })
  })

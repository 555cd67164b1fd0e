/** Stands in for what Bolt would load for Socket Mode (wrangler.toml, [alias]): a line that stays open, which no Worker has. */
class NotInWorkers {
  constructor() {
    throw new Error('Socket Mode does not run in Workers')
  }
}

export { NotInWorkers as EnvHttpProxyAgent, NotInWorkers as SocketModeClient }

import { expect, it } from 'vitest'
import { createFlightBudget } from '../../src/platforms/flight-budget.ts'
import { takeFiles } from '../../src/platforms/slack/take-files.ts'
import { SlackFile } from '../../src/platforms/slack/download-file.ts'
import { readSlackSettings } from '../../src/platforms/slack/slack-settings.ts'
import { slackClient } from '../../src/platforms/slack/slack-client.ts'
import { SlackActors } from '../../src/platforms/slack/slack-actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { openTestOffice } from '../support/open-test-office.ts'
import { BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts'
import { SIGNING_SECRET } from './fake/sign-request.ts'

it('A file from Slack waits for the same budget as uploads, and gives its bytes back', async () => {
  const slack = await new FakeSlack().start()
  const test = openTestOffice()
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl }
  const settings = readSlackSettings(env)!
  const flight = createFlightBudget(8_000_000, 1_000_000)
  const client = slackClient(settings, () => undefined)
  const actors = new SlackActors(test.office, client)
  const context = { office: test.office, settings, client, actors, fetcher: fetch, log: () => undefined, flight }
  const file = SlackFile.parse(slack.addFile('年报.docx', new Uint8Array(400_000).fill(0x20)))
  const actor = { ...LOCAL_PERSON, userId: 'slack:T1:U1' }
  const place = { team: 'T1', channel: 'D1' }
  const full = await flight.reserve(7_000_000)
  let taken = false
  const taking = takeFiles(context, { actor, place, ts: '1.1', files: [file] }).then((fresh) => ((taken = true), fresh))
  await new Promise((done) => setTimeout(done, 100))
  expect([taken, slack.callsOf('files.info').length]).toEqual([false, 0])
  full()
  expect(await taking).toBe(1)
  expect(flight.held).toBe(0)
  await slack.stop()
  test.close()
})

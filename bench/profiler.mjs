import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import path from 'node:path'

// Loaded into a server that is to be profiled: SIGUSR2 begins a profile of its processor's time, and the next ends it.

const folder = process.env.PROFILE_FOLDER ?? '.'
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.setSamplingInterval', { interval: 500 })
let isOn = false

process.on('SIGUSR2', () => {
  isOn = !isOn
  if (isOn) {
    session.post('Profiler.start')
    return
  }
  session.post('Profiler.stop', (error, answer) => {
    if (error) throw error
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, `${process.pid}.cpuprofile`), JSON.stringify(answer.profile))
  })
})

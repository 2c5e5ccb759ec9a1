/** Kills servers at random moments, one after another, and starts each again at once. */
import { type Dice, sleep } from './random.ts'
import type { ServerProcess } from './server-process.ts'
import type { Sink } from './sink.ts'

export type KillParts = { servers: readonly ServerProcess[]; kills: number; dice: Dice; sink: Sink; stopped: () => boolean }

const EARLIEST_MS = 50
const LATEST_MS = 1_500
const STARTING_MS = 2_500

const allReady = async (servers: readonly ServerProcess[]): Promise<void> => {
  await Promise.all(servers.map(({ ready }) => ready))
}

/** In the middle of the work, in the middle of a send, or while it starts. @returns the one to kill */
async function moment({ servers, dice, sink }: KillParts, turn: number): Promise<ServerProcess> {
  const roll = dice.roll()
  if (roll < 0.15 && turn > 0) {
    await sleep(dice.between(0, STARTING_MS))
    return servers[(turn - 1) % servers.length]!
  }
  // With several, all work side by side for a while.
  await allReady(servers)
  if (roll < 0.35) {
    await Promise.race([sink.next(), sleep(LATEST_MS)])
    await sleep(dice.between(0, 15))
  } else await sleep(dice.between(EARLIEST_MS, LATEST_MS))
  return servers[turn % servers.length]!
}

/** Every server is up when it ends. */
export async function killInTurn(parts: KillParts): Promise<void> {
  for (let turn = 0; turn < parts.kills; turn += 1) {
    const server = await moment(parts, turn)
    // The run failed meanwhile and has ended its servers: one started now would outlive it.
    if (parts.stopped()) return
    await server.kill()
    server.start()
  }
  await allReady(parts.servers)
}

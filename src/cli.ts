/** Every command: `npm run <command>`. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configFromProcess, type Config } from './config.ts'
import { AppError } from './domain/errors.ts'
import { createLog, faultOf } from './log.ts'

const ROOT = resolve(fileURLToPath(import.meta.url), '..', '..')
const onStderr = (line: string): void => console.error(line)

type Command = (args: string[], config: Config) => Promise<number>

/** Parts are loaded only by the command that needs them: asking a question must not open a database driver. */
const COMMANDS: Record<string, Command> = {
  start: async (_args, config) =>
    (await import('./cli/start.ts')).start(config, { root: ROOT, log: createLog(config.LOG_LEVEL) }),
  chat: async (args, config) => {
    const level = config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL
    return (await import('./cli/chat.ts')).chat(args, config, { root: ROOT, log: createLog(level) })
  },
  ask: async (args, config) => {
    const { ask } = await import('./cli/ask.ts')
    const { mindFor } = await import('./mind.ts')
    return ask(args, mindFor(ROOT, config, onStderr), {
      municipality: config.DEFAULT_MUNICIPALITY,
      language: config.DEFAULT_LANGUAGE,
    })
  },
  model: async (_args, config) => {
    const { mindFor } = await import('./mind.ts')
    mindFor(ROOT, config, onStderr)
    return 0
  },
  migrate: async (_args, config) => (await import('./cli/operate.ts')).migrate(config),
  rekey: async (_args, config) => (await import('./cli/operate.ts')).rekey(config),
  retention: async (_args, config) => (await import('./cli/operate.ts')).retention(config),
  'check-content': async (args) => (await import('./cli/check-content.ts')).checkContent(args),
}

async function main([name, ...args]: string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name]
  if (!command) {
    onStderr(`Commands: ${Object.keys(COMMANDS).join(', ')}`)
    return 1
  }
  try {
    return await command(args, configFromProcess(process.cwd()))
  } catch (error) {
    // A known fault is one clear line for each; of anything else only its kind and place are shown, which hold no data of people.
    onStderr(error instanceof AppError ? error.message : `Unexpected fault: ${JSON.stringify(faultOf(error))}`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
